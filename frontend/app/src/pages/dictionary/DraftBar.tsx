import { Button, Flex, Popconfirm } from "antd";
import type { DictionaryChange } from "../../api/types";
import { added, draftSize, list_labels, removed, word_lists } from "./draft";

interface DraftBarProps {
  draft: DictionaryChange;
  onClear: () => void;
  onPreview: () => void;
}

/** What is changed and not saved; it stays in sight at the foot of the page. */
export function DraftBar({ draft, onClear, onPreview }: DraftBarProps) {
  const parts = word_lists.flatMap((list) => {
    const counts = [
      { count: added(draft, list).length, sign: "＋" },
      { count: removed(draft, list).length, sign: "－" },
    ].filter(({ count }) => count > 0);
    return counts.length === 0 ? [] : [`${list_labels[list]} ${counts.map(({ sign, count }) => sign + count).join(" ")}`];
  });
  return (
    <Flex className="draft-bar" justify="space-between" align="center" gap={8} wrap role="region" aria-label="未保存的修改">
      <span aria-live="polite">
        <strong>{draftSize(draft)} 处修改还没有保存</strong> <span className="quiet">{parts.join("，")}</span>
      </span>
      <Flex gap={8}>
        <Popconfirm title="放弃全部未保存的修改？" okText="放弃" cancelText="留着" onConfirm={onClear}>
          <Button>放弃</Button>
        </Popconfirm>
        <Button type="primary" onClick={onPreview}>
          预览并保存
        </Button>
      </Flex>
    </Flex>
  );
}
