import { Tag, type TableColumnsType } from "antd";
import { Link } from "react-router";
import type { DealRow } from "../../api/types";
import { dueText, today } from "../../format/dates";
import { moneyText } from "../../format/money";
import { path } from "../../path";
import { useReference, type Reference } from "../../reference/reference";
import { DealStateTag, DemoTag } from "../../ui/tags";

const shortName = (party: { name: string; short_name?: string }) => party.short_name || party.name;

/** Why it was lost; a deal that a side declined at the introduction bears that side's reason. */
export function lossText({ label }: Reference, row: DealRow): string {
  const known = label("loss_reason", row.lost_reason);
  return known === row.lost_reason ? label("decline_reason", row.lost_reason) : known;
}

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
  const reference = useReference();
  const { label } = reference;
  if (row.state === "lost") {
    return (
      <>
        <DealStateTag state="lost" />
        <div className="quiet">
          {label("deal_stage", row.lost_stage)} · {lossText(reference, row)}
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

/** On the board the column says the stage. */
export function DealCard({ row, onBoard = false }: { row: DealRow; onBoard?: boolean }) {
  return (
    <>
      <h3>
        <Link to={path.deal(row.id)}>{row.title}</Link> <DemoTag show={row.is_demo} />
      </h3>
      <div className="quiet">
        {shortName(row.supplier)} → {shortName(row.acquirer)}
      </div>
      <div className="row-line">
        {row.price_fen != null && <span>{moneyText(row.price_fen)}</span>}
        <span className="quiet">{row.manager.name}</span>
        <span className="quiet">{row.number}</span>
      </div>
      {onBoard ? <div className="quiet">在本阶段 {row.days_in_stage} 天</div> : <StageLine row={row} />}
      <NextStepLine row={row} />
    </>
  );
}
