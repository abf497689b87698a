import { Descriptions, Flex } from "antd";
import type { ReactNode } from "react";
import type { AuditEventOut } from "../../api/types";
import { timeText } from "../../format/dates";
import { differences } from "../../format/difference";
import { useReference } from "../../reference/reference";
import { ActionName } from "./ActionName";

function DifferenceTable({ event }: { event: AuditEventOut }) {
  const rows = differences(event.before, event.after);
  if (rows.length === 0) return <p className="quiet">没有字段变化。</p>;
  return (
    <table className="diff-table">
      <thead>
        <tr>
          <th scope="col" style={{ width: "26%" }}>
            字段
          </th>
          <th scope="col">之前</th>
          <th scope="col">之后</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td className={row.before ? "diff-before" : undefined}>{row.before}</td>
            <td className={row.after ? "diff-after" : undefined}>{row.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function EventDetails({ event }: { event: AuditEventOut }) {
  const { label } = useReference();
  const facts: [string, ReactNode][] = [
    ["时间", timeText(event.at)],
    ["人员", event.actor],
    ["动作", <ActionName action={event.action} />],
    ["记录", `${label("subject_kind", event.subject_kind)} ${event.subject_id}`],
    ["请求编号", event.request_id],
    ["哈希", event.hash],
  ];
  return (
    <Flex vertical gap={16}>
      <Descriptions
        size="small"
        column={1}
        items={facts.map(([name, children]) => ({ key: name, label: name, children }))}
      />
      <DifferenceTable event={event} />
    </Flex>
  );
}
