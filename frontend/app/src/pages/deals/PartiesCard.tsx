import { Card, Descriptions, Tag } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { AnswerOut, Contact, DealOut } from "../../api/types";
import { timeText } from "../../format/dates";
import { path } from "../../path";
import { useReference } from "../../reference/reference";

/** The id of a company that stays anonymous until both sides have said yes. */
const nil_id = "00000000-0000-0000-0000-000000000000";

function Answer({ answer }: { answer: AnswerOut | null | undefined }) {
  const { label } = useReference();
  if (!answer) return <Tag color="gold">等待答复</Tag>;
  const yes = answer.answer === "yes";
  return (
    <div>
      <Tag color={yes ? "green" : "red"}>{yes ? "同意引荐" : "不同意"}</Tag>
      <span className="quiet">
        {answer.reason && `${label("decline_reason", answer.reason)} · `}
        {answer.by?.name} {timeText(answer.at)}
      </span>
      {answer.note && <div>{answer.note}</div>}
    </div>
  );
}

const contactText = (contact: Contact | null | undefined) =>
  contact ? [contact.name, contact.phone, contact.email].filter(Boolean).join("，") || "—" : "双方都同意后可见";

/** Who takes part, what each has answered, and from which listings it came. */
export function PartiesCard({ deal }: { deal: DealOut }) {
  const organization = (party: { id: string; name: string }, mine: boolean) => (
    <span>
      {party.id === nil_id ? party.name : <Link to={path.organization(party.id)}>{party.name}</Link>} {mine && <Tag color="blue">本单位</Tag>}
    </span>
  );
  const rows: [string, ReactNode][] = [
    ["输出方", organization(deal.supplier, deal.my_side === "supplier")],
    ["吸纳方", organization(deal.acquirer, deal.my_side === "acquirer")],
    ["输出方答复", <Answer key="s" answer={deal.answers.supplier} />],
    ["吸纳方答复", <Answer key="a" answer={deal.answers.acquirer} />],
    ["输出方联系人", contactText(deal.contacts?.supplier)],
    ["吸纳方联系人", contactText(deal.contacts?.acquirer)],
    [
      "成果",
      deal.achievement ? (
        <Link to={path.listing("achievements", deal.achievement.id)}>{deal.achievement.title}</Link>
      ) : (
        "—"
      ),
    ],
    ["需求", deal.demand ? <Link to={path.listing("demands", deal.demand.id)}>{deal.demand.title}</Link> : "—"],
  ];
  return (
    <Card size="small" title={<h2 className="row-title">双方</h2>}>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={rows.map(([label, children]) => ({ key: label, label, children }))}
      />
    </Card>
  );
}
