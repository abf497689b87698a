import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Flex, Popconfirm, Tag, type TableColumnsType } from "antd";
import { restoreDictionary, versionsQuery } from "../../api/dictionary";
import type { DictionaryVersionOut } from "../../api/types";
import { timeText } from "../../format/dates";
import { ActionButton } from "../../ui/ActionButton";
import { RecordList } from "../../ui/RecordList";
import { useAction } from "../../ui/use-action";
import { useUrlState } from "../../ui/use-url-state";
import { Differences } from "./Differences";

interface VersionsTabProps {
  version: number;
  mayEdit: boolean;
  hasDraft: boolean;
}

export function VersionsTab({ version, mayEdit, hasDraft }: VersionsTabProps) {
  const url = useUrlState();
  const query = useQuery({ ...versionsQuery(url.get("cursor")), placeholderData: keepPreviousData });
  const restore = useAction(
    (number: number) => restoreDictionary({ base_version: version, number, note: "" }),
    { done: "已恢复，正在生效" },
  );
  const disabledReason = hasDraft ? "请先保存或放弃未保存的修改" : !mayEdit && "由管理员修改";
  const button = (number: number, label: string) => (
    <Popconfirm
      title={number === 0 ? "回到只有内置词表的状态？" : `回到第 ${number} 版的词典？`}
      description="会存为新的一版，现在这一版仍在列表里，随时可以再恢复。"
      okText="恢复"
      cancelText="取消"
      disabled={!!disabledReason}
      onConfirm={() => restore.mutate(number)}
    >
      <ActionButton size="small" disabledReason={disabledReason} loading={restore.isPending}>
        {label}
      </ActionButton>
    </Popconfirm>
  );
  const actions = (row: DictionaryVersionOut) =>
    row.number === version ? button(row.number - 1, "撤销这一版") : button(row.number, "恢复到这一版");
  const title = (row: DictionaryVersionOut) => (
    <Flex gap={6} wrap align="center">
      <strong>第 {row.number} 版</strong>
      {row.number === version && <Tag color="green">现用</Tag>}
      {row.restored_from != null && <Tag>{row.restored_from === 0 ? "恢复内置词表" : `恢复第 ${row.restored_from} 版`}</Tag>}
    </Flex>
  );
  const columns: TableColumnsType<DictionaryVersionOut> = [
    {
      title: "版本",
      key: "number",
      width: 230,
      render: (_, row) => (
        <>
          {title(row)}
          <div className="quiet">
            {row.author} {timeText(row.created_at)}
          </div>
        </>
      ),
    },
    {
      title: "变化",
      key: "changes",
      render: (_, row) => (
        <Flex vertical gap={6}>
          {row.note && <span>{row.note}</span>}
          <Differences changes={row.changes} />
        </Flex>
      ),
    },
    { title: "操作", key: "action", width: 140, render: (_, row) => actions(row) },
  ];
  return (
    <RecordList
      label="词典的版本"
      query={query}
      rowKey={(row) => String(row.number)}
      columns={columns}
      card={(row) => (
        <Flex vertical gap={6}>
          {title(row)}
          <div className="quiet">
            {row.author} {timeText(row.created_at)}
          </div>
          {row.note && <div>{row.note}</div>}
          <Differences changes={row.changes} />
          <div>{actions(row)}</div>
        </Flex>
      )}
      empty="还没有保存过修改，现用的是内置词表"
    />
  );
}
