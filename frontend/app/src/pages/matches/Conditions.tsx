import { Card } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { MatchDetailOut } from "../../api/types";
import { dayText } from "../../format/dates";
import { priceText } from "../../format/money";
import { path } from "../../path";
import { useReference, type Reference } from "../../reference/reference";
import { ownerName } from "../listings/listing-rows";
import { OutcomeMark } from "./outcomes";

interface Row {
  /** Name of the part of the score that judges it. */
  name: string;
  label: string;
  demand: ReactNode;
  achievement: ReactNode;
}

const unsaid = <span className="quiet">未写</span>;
const said = (code: string, read: (code: string) => string) => (code ? read(code) : unsaid);

function trlText(reference: Reference, level: number | null | undefined): string | undefined {
  const found = reference.trl(level);
  return found && `TRL ${found.level}（${found.stageLabel}）`;
}

function Modes({ modes, others, reference }: { modes: string[]; others: string[]; reference: Reference }) {
  if (modes.length === 0) return unsaid;
  return modes.map((mode, place) => {
    const label = reference.label("transfer_mode", mode);
    return (
      <span key={mode}>
        {place > 0 && "、"}
        {others.includes(mode) ? <mark>{label}</mark> : label}
      </span>
    );
  });
}

/** What corresponds stands opposite. */
function rowsOf({ demand, achievement }: MatchDetailOut, reference: Reference): Row[] {
  const wanted = trlText(reference, demand.trl_min);
  const term = [demand.starts_on, demand.ends_on].filter(Boolean).join(" 至 ");
  return [
    { name: "field", label: "技术领域", demand: said(demand.field, reference.field), achievement: said(achievement.field, reference.field) },
    { name: "industry", label: "应用行业", demand: said(demand.industry, reference.industry), achievement: said(achievement.industry, reference.industry) },
    { name: "trl", label: "成熟度", demand: wanted ? `至少 ${wanted}` : "不限", achievement: trlText(reference, achievement.trl) ?? unsaid },
    { name: "price", label: "价格与预算", demand: `预算 ${priceText(demand.budget)}`, achievement: `价格 ${priceText(achievement.price)}` },
    {
      name: "mode",
      label: "合作方式",
      demand: <Modes modes={demand.modes} others={achievement.modes} reference={reference} />,
      achievement: <Modes modes={achievement.modes} others={demand.modes} reference={reference} />,
    },
    { name: "region", label: "地区", demand: said(demand.region, reference.region), achievement: said(achievement.region, reference.region) },
    { name: "time", label: "时限", demand: term || unsaid, achievement: `更新于 ${dayText(achievement.updated_at)}` },
  ];
}

/** The limits of both sides, line by line opposite each other, each with what the scorer makes of it. */
export function Conditions({ detail }: { detail: MatchDetailOut }) {
  const reference = useReference();
  const { match, demand, achievement } = detail;
  const partOf = (name: string) => match.reasons.parts.find((part) => part.name === name);
  return (
    <Card title="条件对照">
      <table className="conditions" aria-label="条件对照">
        <thead>
          <tr>
            <th scope="col">条件</th>
            <th scope="col">
              需求 <Link to={path.listing("demands", demand.id)}>{demand.number}</Link>
              <div className="quiet">{ownerName(demand)}</div>
            </th>
            <th scope="col">
              成果 <Link to={path.listing("achievements", achievement.id)}>{achievement.number}</Link>
              <div className="quiet">{ownerName(achievement)}</div>
            </th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(detail, reference).map((row) => {
            const part = partOf(row.name);
            return (
              <tr key={row.name} className={part ? `row-${part.outcome}` : undefined}>
                <th scope="row">
                  <span className="condition-name">
                    {row.label}
                    {part && <OutcomeMark part={part} />}
                  </span>
                </th>
                <td>{row.demand}</td>
                <td>{row.achievement}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
