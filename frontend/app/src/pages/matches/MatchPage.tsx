import { PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Skeleton } from "antd";
import { Link, useParams } from "react-router";
import { matchQuery } from "../../api/matches";
import type { MatchDetailOut, MatchOut, Place } from "../../api/types";
import { path } from "../../path";
import { isStaff, useSession } from "../../session/session";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { MatchStateTag } from "../../ui/tags";
import { Conditions } from "./Conditions";
import { ManagersCard } from "./ManagersCard";
import { MatchActions } from "./MatchActions";
import { CallNotes, PrintHead } from "./PrintParts";
import { exactScoreText } from "./reasons";
import { achievement_texts, demand_texts, SideBySide } from "./SideBySide";
import { WhyCard } from "./WhyCard";

const placesOf = (match: MatchOut, side: "demand" | "achievement"): Place[] =>
  match.reasons.terms.flatMap((term) => term[side]);

function MatchView({ detail }: { detail: MatchDetailOut }) {
  const { match } = detail;
  const staff = isStaff(useSession());
  return (
    <div className="match-page">
      <PrintHead detail={detail} />
      <PageHead
        title="匹配比较"
        tags={<MatchStateTag state={match.state} />}
        note={`匹配分 ${exactScoreText(match.score)} · 算法 ${match.scorer}`}
        extra={
          <>
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              打印
            </Button>
            <MatchActions match={match} />
          </>
        }
      />
      <div className="stack">
        <WhyCard match={match} />
        <Conditions detail={detail} />
        <div className="compare">
          <Card title={<Link to={path.listing("demands", match.demand.id)}>需求：{match.demand.title}</Link>}>
            <SideBySide record={detail.demand} texts={demand_texts} places={placesOf(match, "demand")} />
          </Card>
          <Card
            title={<Link to={path.listing("achievements", match.achievement.id)}>成果：{match.achievement.title}</Link>}
          >
            <SideBySide record={detail.achievement} texts={achievement_texts} places={placesOf(match, "achievement")} />
          </Card>
        </div>
        {staff && <ManagersCard match={match} />}
      </div>
      <CallNotes />
    </div>
  );
}

function Waiting() {
  return (
    <div className="stack" role="status" aria-label="正在读取">
      <Skeleton active title={{ width: 160 }} paragraph={{ rows: 1, width: 220 }} />
      <Card>
        <Skeleton active title={{ width: 120 }} paragraph={{ rows: 12 }} />
      </Card>
    </div>
  );
}

export default function MatchPage() {
  const { id = "" } = useParams();
  const query = useQuery(matchQuery(id));
  if (query.isPending) return <Waiting />;
  return <Loaded query={query}>{(detail) => <MatchView detail={detail} />}</Loaded>;
}
