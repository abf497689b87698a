import { Tag, type TableColumnsType } from "antd";
import { Link } from "react-router";
import type { DealRow } from "../../api/types";
import { dueText, today } from "../../format/dates";
import { moneyText } from "../../format/money";
import { path } from "../../path";
import { useReference } from "../../reference/reference";
import { DealStateTag, DemoTag } from "../../ui/tags";

const shortName = (party: { name: string; short_name?: string }) => party.short_name || party.name;

/** A deal that ended at the introduction bears the reason of the side that said no. */
export const lossDictionary = (row: DealRow) => (row.lost_stage === "introduction" ? "decline_reason" : "loss_reason");

export function NextStepLine({ row }: { row: DealRow }) {
  if (!row.next_step) return null;
  const late = row.next_step_due_on && row.next_step_due_on < today();
  return (
    <div>
      {row.next_step}{" "}
      {row.next_step_due_on && <Tag color={late ? "red" : "default"}>{dueText(row.next_step_due_on)}</Tag>}
    </div>
  );
}

/** The stage of a running deal; for a lost one, where and why it ended. */
export function StageLine({ row }: { row: DealRow }) {
  const { label } = useReference();
  if (row.state === "lost") {
    return (
      <>
        <DealStateTag state="lost" />
        <div className="quiet">
          {label("deal_stage", row.lost_stage)} · {label(lossDictionary(row), row.lost_reason)}
        </div>
      </>
    );
  }
  return (
    <>
      {label("deal_stage", row.stage)}
      <div className="quiet">{row.days_in_stage} 天</div>
    </>
  );
}

export function dealColumns(): TableColumnsType<DealRow> {
  return [
    {
      title: "交易",
      key: "title",
      render: (_, row) => (
        <>
          <Link className="row-title" to={path.deal(row.id)}>
            {row.title}
          </Link>{" "}
          <DemoTag show={row.is_demo} />
          <div className="quiet">
            {row.number} · {shortName(row.supplier)} → {shortName(row.acquirer)}
          </div>
        </>
      ),
    },
    { title: "阶段", key: "stage", width: 150, render: (_, row) => <StageLine row={row} /> },
    { title: "金额", key: "price", width: 120, render: (_, row) => moneyText(row.price_fen) },
    { title: "经理人", key: "manager", width: 100, render: (_, row) => row.manager.name },
    { title: "下一步", key: "next", width: 220, render: (_, row) => <NextStepLine row={row} /> },
  ];
}

export function DealCard({ row }: { row: DealRow }) {
  return (
    <>
      <h3>
        <Link to={path.deal(row.id)}>{row.title}</Link> <DemoTag show={row.is_demo} />
      </h3>
      <div className="quiet">
        {shortName(row.supplier)} → {shortName(row.acquirer)}
      </div>
      <div className="row-line">
        <span>{moneyText(row.price_fen)}</span>
        <span className="quiet">{row.manager.name}</span>
        <span className="quiet">{row.number}</span>
      </div>
      <StageLine row={row} />
      <NextStepLine row={row} />
    </>
  );
}
