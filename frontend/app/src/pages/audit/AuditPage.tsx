import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Drawer, Input, type TableColumnsType } from "antd";
import { auditQuery } from "../../api/organizations";
import type { AuditEventOut } from "../../api/types";
import { timeText } from "../../format/dates";
import { useReference } from "../../reference/reference";
import { PageHead } from "../../ui/PageHead";
import { RecordList } from "../../ui/RecordList";
import { useUrlState } from "../../ui/use-url-state";
import { ActionName } from "./ActionName";
import { AuditVerification } from "./AuditVerification";
import { EventDetails } from "./EventDetails";

const filters = [
  { name: "actor", label: "人员" },
  { name: "action", label: "动作" },
  { name: "subject_id", label: "记录编号" },
  { name: "request_id", label: "请求编号" },
];

export default function AuditPage() {
  const url = useUrlState();
  const { label } = useReference();
  const query = useQuery({
    ...auditQuery({
      actor: url.get("actor"),
      action: url.get("action"),
      subject_id: url.get("subject_id"),
      request_id: url.get("request_id"),
      cursor: url.get("cursor"),
    }),
    placeholderData: keepPreviousData,
  });
  const show = (row: AuditEventOut | null) =>
    url.change({ event: row ? String(row.sequence) : null }, { keepPage: true });
  const open = query.data?.items.find(({ sequence }) => String(sequence) === url.get("event"));
  const columns: TableColumnsType<AuditEventOut> = [
    { title: "序号", dataIndex: "sequence", width: 80 },
    { title: "时间", key: "at", width: 150, render: (_, row) => timeText(row.at) },
    { title: "人员", dataIndex: "actor", width: 180 },
    { title: "动作", key: "action", width: 200, render: (_, row) => <ActionName action={row.action} /> },
    {
      title: "记录",
      key: "subject",
      render: (_, row) => (
        <>
          {label("subject_kind", row.subject_kind)}
          <div className="quiet">{row.subject_id}</div>
        </>
      ),
    },
    {
      title: "变化",
      key: "change",
      width: 110,
      render: (_, row) => (
        <Button size="small" aria-label={`查看第 ${row.sequence} 条的前后变化`} onClick={() => show(row)}>
          前后变化
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHead title="审计" note="每一次更改都留有记录，前后相连，不能删改。" extra={<AuditVerification />} />
      <div className="filters">
        {filters.map(({ name, label }) => (
          <Input.Search
            key={`${name} ${url.get(name) ?? ""}`}
            aria-label={`按${label}筛选`}
            placeholder={label}
            allowClear
            defaultValue={url.get(name)}
            maxLength={200}
            onSearch={(value) => url.change({ [name]: value.trim(), event: null })}
          />
        ))}
      </div>
      <RecordList
        label="审计记录"
        query={query}
        rowKey={(row) => String(row.sequence)}
        columns={columns}
        card={(row) => (
          <>
            <h3>
              {row.sequence} · <ActionName action={row.action} />
            </h3>
            <div className="quiet">
              {timeText(row.at)} · {row.actor}
            </div>
            <div className="quiet">
              {label("subject_kind", row.subject_kind)} {row.subject_id}
            </div>
            <Button size="small" onClick={() => show(row)}>
              前后变化
            </Button>
          </>
        )}
        empty="没有符合条件的记录"
      />
      <Drawer title={`第 ${open?.sequence ?? ""} 条审计记录`} size="large" open={!!open} onClose={() => show(null)}>
        {open && <EventDetails event={open} />}
      </Drawer>
    </>
  );
}
