import { useQuery } from "@tanstack/react-query";
import { Card, Tag } from "antd";
import { Link } from "react-router";
import { matchManagersQuery } from "../../api/matches";
import type { MatchManagersOut, MatchOut, SuggestedManagerOut } from "../../api/types";
import { path } from "../../path";
import { useReference } from "../../reference/reference";
import { useSession } from "../../session/session";
import { Loaded } from "../../ui/Loaded";
import { IntroductionButton } from "../deals/IntroductionButton";

function ManagerRow({ match, row, fields, open }: { match: MatchOut; row: SuggestedManagerOut; fields: string[]; open: boolean }) {
  const session = useSession();
  // of another organisation's managers the number is all that may be known
  const counted = (count: number, query: Record<string, string>) =>
    row.can_open && count > 0 ? (
      <Link to={path.deals({ view: "table", manager_id: row.person_id, ...query })}>{`${count} 件`}</Link>
    ) : (
      `${count} 件`
    );
  return (
    <li className="manager-row">
      <div>
        {row.display_name} <span className="quiet">{row.organization_name}</span>
        <div className="row-line">
          {row.field_deals > 0 ? (
            <span>
              办过这个领域 {counted(row.field_deals, { field: fields.join(",") })}
              {`，签约 ${row.field_signed} 件`}
            </span>
          ) : (
            <span className="quiet">还没有办过这个领域</span>
          )}
          <span>
            手上 {counted(row.active_deals, { state: "active" })}
          </span>
          {!row.has_room && <Tag color="orange">已满</Tag>}
        </div>
      </div>
      {open && (
        <IntroductionButton
          label={row.person_id === session.person.id ? "由我引荐" : "请TA引荐"}
          start={{
            matchId: match.id,
            managerId: row.person_id,
            title: `${match.achievement.title} — ${match.demand.title}`,
          }}
        />
      )}
    </li>
  );
}

function Managers({ match, found }: { match: MatchOut; found: MatchManagersOut }) {
  const reference = useReference();
  const open = !match.deal && (match.state === "suggested" || match.state === "accepted");
  if (found.managers.length === 0) {
    return <span className="quiet">还没有技术经理人的账号；管理员可以在“人员”里添加。</span>;
  }
  return (
    <>
      <div className="quiet">
        {found.fields.length > 0
          ? `按${found.fields.map(reference.field).join("、")}领域的签约和经办件数排序；手上满 ${found.deals_max} 件的排在最后。`
          : `双方都没有写技术领域，只按手上件数排序；满 ${found.deals_max} 件的排在最后。`}
      </div>
      <ul className="manager-rows" aria-label="适合跟进的技术经理人">
        {found.managers.map((row) => (
          <ManagerRow key={row.person_id} match={match} row={row} fields={found.fields} open={open} />
        ))}
      </ul>
      {found.managers.some((row) => !row.can_open && row.field_deals + row.active_deals > 0) && (
        <div className="quiet">没有链接的件数是其他单位的交易，只能看到数目，不能查看明细。</div>
      )}
    </>
  );
}

/** The third side: who knows the field and has a hand free. For staff. */
export function ManagersCard({ match }: { match: MatchOut }) {
  const query = useQuery(matchManagersQuery(match.id));
  return (
    <Card title="适合跟进的技术经理人" className="not-printed">
      <Loaded query={query}>{(found) => <Managers match={match} found={found} />}</Loaded>
    </Card>
  );
}
