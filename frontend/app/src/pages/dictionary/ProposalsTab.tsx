import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Flex, Segmented, Tag, type TableColumnsType } from "antd";
import type { Dispatch } from "react";
import { proposalsQuery, setWordIgnored } from "../../api/dictionary";
import type { DictionaryChange, ProposalOut } from "../../api/types";
import { markPlaces } from "../../format/marks";
import { Marked } from "../../ui/Marked";
import { RecordList } from "../../ui/RecordList";
import { useAction } from "../../ui/use-action";
import { useUrlState } from "../../ui/use-url-state";
import { added, type DraftAction } from "./draft";

interface ProposalsTabProps {
  draft: DictionaryChange;
  change: Dispatch<DraftAction>;
  mayEdit: boolean;
}

const views = [
  { value: "", label: "全部" },
  { value: "listings", label: "来自条目" },
  { value: "searches", label: "来自检索" },
  { value: "ignored", label: "已忽略" },
];

/** The example with the word marked; a Traditional or full-width form of it stays unmarked. */
function Example({ row }: { row: ProposalOut }) {
  const start = Array.from(row.example.split(row.text)[0] ?? "").length;
  const marked = row.example.includes(row.text) ? [{ start, end: start + Array.from(row.text).length }] : [];
  return <Marked pieces={markPlaces(row.example, marked)} />;
}

const usage = (row: ProposalOut) =>
  row.source === "listings" ? `${row.spread} 条里出现 ${row.count} 次` : `${row.spread} 人检索 ${row.count} 次，没有结果`;

export function ProposalsTab({ draft, change, mayEdit }: ProposalsTabProps) {
  const url = useUrlState();
  const view = url.get("source") ?? "";
  const source = view === "listings" || view === "searches" ? view : undefined;
  const query = useQuery({
    ...proposalsQuery({ source, ignored: view === "ignored", cursor: url.get("cursor") }),
    placeholderData: keepPreviousData,
  });
  const ignore = useAction(
    ({ text, ignored }: { text: string; ignored: boolean }) => setWordIgnored(text, ignored),
    { done: view === "ignored" ? "已恢复为建议" : "已忽略，可在“已忽略”里恢复" },
  );
  const actions = (row: ProposalOut) => {
    if (view === "ignored") {
      return (
        <Button size="small" disabled={!mayEdit} onClick={() => ignore.mutate({ text: row.text, ignored: false })}>
          恢复
        </Button>
      );
    }
    if (added(draft, "terms").includes(row.text)) {
      return (
        <Flex gap={8} align="center">
          <Tag color="green">待保存</Tag>
          <Button size="small" onClick={() => change({ kind: "undo", list: "terms", entry: row.text })}>
            撤回
          </Button>
        </Flex>
      );
    }
    return (
      <Flex gap={8}>
        <Button
          size="small"
          type="primary"
          ghost
          disabled={!mayEdit}
          aria-label={`把 ${row.text} 加入词条`}
          onClick={() => change({ kind: "add", list: "terms", entries: [row.text] })}
        >
          加入词条
        </Button>
        <Button
          size="small"
          disabled={!mayEdit}
          aria-label={`忽略 ${row.text}`}
          onClick={() => ignore.mutate({ text: row.text, ignored: true })}
        >
          忽略
        </Button>
      </Flex>
    );
  };
  const columns: TableColumnsType<ProposalOut> = [
    { title: "新词", key: "text", width: 180, render: (_, row) => <strong>{row.text}</strong> },
    { title: "用在哪里", key: "usage", width: 210, render: (_, row) => usage(row) },
    { title: "例子", key: "example", render: (_, row) => <Example row={row} /> },
    { title: "操作", key: "action", width: 200, render: (_, row) => actions(row) },
  ];
  return (
    <Flex vertical gap={12}>
      <div className="quiet">
        从已发布的成果与需求中找出常用而词典不认识的词，以及没有结果的检索里的词。请只加入确实是一个整体的词。
      </div>
      <div className="filters">
        <Segmented aria-label="来源" options={views} value={view} onChange={(value) => url.change({ source: value })} />
      </div>
      <RecordList
        label="新词建议"
        query={query}
        rowKey={(row) => row.text}
        columns={columns}
        card={(row) => (
          <Flex vertical gap={6}>
            <h3>{row.text}</h3>
            <div className="quiet">{usage(row)}</div>
            <div>
              <Example row={row} />
            </div>
            {actions(row)}
          </Flex>
        )}
        empty={view === "ignored" ? "没有忽略过的词" : "暂时没有新的建议"}
      />
    </Flex>
  );
}
