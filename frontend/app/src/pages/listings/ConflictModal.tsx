import { Button, Descriptions, Modal } from "antd";
import { fieldLabel } from "./words";
import type { Section, SectionValues } from "./sections";

interface ConflictModalProps {
  section: Section;
  values: SectionValues;
  changed: string[];
  onClose: () => void;
  onReload: () => Promise<void>;
}

function readable(value: unknown): string {
  if (value === null || value === undefined || value === "") return "（空）";
  if (Array.isArray(value)) return value.map(readable).join("；");
  if (typeof value === "object") return Object.values(value).filter(Boolean).map(String).join(" ");
  if (typeof value === "boolean") return value ? "是" : "否";
  return String(value);
}

/** Somebody else saved in between. Nothing was overwritten; what was typed is shown, to be copied if it is needed. */
export function ConflictModal({ section, values, changed, onClose, onReload }: ConflictModalProps) {
  return (
    <Modal
      open
      width={720}
      title="内容已被他人更新"
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="stay" onClick={onClose}>
          先不载入，留在这里
        </Button>,
        <Button key="reload" type="primary" onClick={() => void onReload()}>
          载入最新内容
        </Button>,
      ]}
    >
      <p>您打开“{section.title}”之后，有人保存了新的内容，因此这次没有保存，也没有覆盖任何人的修改。</p>
      <p>您填写的内容如下，需要时请复制；载入最新内容后再填一次即可。</p>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={changed.map((name) => ({
          key: name,
          label: fieldLabel(name),
          children: <div className="long-text">{readable(values[name])}</div>,
        }))}
      />
    </Modal>
  );
}
