import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Flex, Input, Segmented, Tag, type TableColumnsType } from "antd";
import { useState, type Dispatch } from "react";
import { entriesQuery } from "../../api/dictionary";
import type { DictionaryChange, EntryOut, WordList } from "../../api/types";
import { RecordList } from "../../ui/RecordList";
import { useUrlState } from "../../ui/use-url-state";
import { AddEntries } from "./AddEntries";
import { added, isOneWay, list_labels, removed, type DraftAction } from "./draft";

interface EntriesTabProps {
  list: WordList;
  draft: DictionaryChange;
  change: Dispatch<DraftAction>;
  mayEdit: boolean;
}

const origins = [
  { value: "", label: "全部" },
  { value: "own", label: "自有" },
  { value: "built_in", label: "内置" },
  { value: "removed", label: "已停用" },
];

const origin_tags: Record<string, { label: string; color?: string }> = {
  own: { label: "自有", color: "green" },
  built_in: { label: "内置" },
  removed: { label: "内置，已停用", color: "red" },
};

function Origin({ row, leaving }: { row: EntryOut; leaving: boolean }) {
  const { label, color } = origin_tags[row.origin] ?? { label: row.origin };
  return (
    <Flex gap={4} wrap>
      <Tag color={color}>{label}</Tag>
      {leaving && <Tag color="orange">待去掉</Tag>}
    </Flex>
  );
}

export function EntryText({ text, gone }: { text: string; gone?: boolean }) {
  const shown = isOneWay(text) ? (
    <>
      {text.split("=>")[0]} <span aria-label="也找">→</span> {text.split("=>")[1]}
    </>
  ) : (
    text.replaceAll(",", "，")
  );
  return gone ? <del>{shown}</del> : <span>{shown}</span>;
}

export function EntriesTab({ list, draft, change, mayEdit }: EntriesTabProps) {
  const url = useUrlState();
  const [words, setWords] = useState(url.get("q") ?? "");
  const origin = url.get("origin");
  const query = useQuery({
    ...entriesQuery({
      list,
      q: url.get("q"),
      origin,
      cursor: url.get("cursor"),
      limit: 50,
    }),
    placeholderData: keepPreviousData,
  });
  const isLeaving = (row: EntryOut) => removed(draft, list).includes(row.text);
  const isComing = (row: EntryOut) => row.origin === "removed" && added(draft, list).includes(row.text);
  const action = (row: EntryOut) => {
    if (isLeaving(row) || isComing(row)) {
      return { label: "撤回", run: () => change({ kind: "undo", list, entry: row.text }) };
    }
    if (row.origin === "removed") return { label: "恢复", run: () => change({ kind: "add", list, entries: [row.text] }) };
    const label = row.origin === "own" ? "删除" : "停用";
    return { label, run: () => change({ kind: "remove", list, entry: row.text }) };
  };
  const button = (row: EntryOut) => {
    const { label, run } = action(row);
    return (
      <Button size="small" disabled={!mayEdit} aria-label={`${label} ${row.text}`} onClick={run}>
        {label}
      </Button>
    );
  };
  const columns: TableColumnsType<EntryOut> = [
    { title: list_labels[list], key: "text", render: (_, row) => <EntryText text={row.text} gone={isLeaving(row)} /> },
    { title: "来源", key: "origin", width: 190, render: (_, row) => <Origin row={row} leaving={isLeaving(row)} /> },
    { title: "操作", key: "action", width: 90, render: (_, row) => button(row) },
  ];
  return (
    <Flex vertical gap={12}>
      {mayEdit && <AddEntries list={list} draft={draft} change={change} />}
      <div className="filters">
        <Input.Search
          className="filter-text"
          aria-label={`在${list_labels[list]}中查找`}
          placeholder="查找"
          allowClear
          value={words}
          maxLength={64}
          onChange={({ target }) => setWords(target.value)}
          onSearch={(value) => url.change({ q: value.trim() })}
        />
        <Segmented
          aria-label="来源"
          options={origins}
          value={origin ?? ""}
          onChange={(value) => url.change({ origin: value })}
        />
      </div>
      <RecordList
        label={list_labels[list]}
        query={query}
        rowKey={(row) => `${row.origin} ${row.text}`}
        columns={columns}
        card={(row) => (
          <Flex justify="space-between" align="center" gap={8}>
            <div>
              <EntryText text={row.text} gone={isLeaving(row)} />
              <Origin row={row} leaving={isLeaving(row)} />
            </div>
            {button(row)}
          </Flex>
        )}
        empty={url.get("q") || origin ? "没有符合条件的条目，换个词或清空筛选" : "这里还没有条目"}
      />
    </Flex>
  );
}
