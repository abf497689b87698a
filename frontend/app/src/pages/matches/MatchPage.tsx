import { useQuery } from "@tanstack/react-query";
import { Card, Flex } from "antd";
import { Link, useParams } from "react-router";
import { matchQuery } from "../../api/matches";
import type { MatchDetailOut, MatchOut, Place } from "../../api/types";
import { path } from "../../path";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { MatchStateTag } from "../../ui/tags";
import { MatchActions } from "./MatchActions";
import { MatchParts, MatchTerms, scoreText } from "./outcomes";
import { achievement_texts, demand_texts, SideBySide } from "./SideBySide";

const placesOf = (match: MatchOut, side: "demand" | "achievement"): Place[] =>
  match.reasons.terms.flatMap((term) => term[side]);

function MatchView({ detail }: { detail: MatchDetailOut }) {
  const { match } = detail;
  return (
    <>
      <PageHead
        title="匹配比较"
        tags={<MatchStateTag state={match.state} />}
        note={`匹配分 ${scoreText(match.score)} · 算法 ${match.scorer}`}
        extra={<MatchActions match={match} />}
      />
      <Flex vertical gap={16}>
        <Card title="为什么匹配">
          <Flex vertical gap={12}>
            <div>{match.reasons.summary}</div>
            <MatchTerms terms={match.reasons.terms} />
            <MatchParts parts={match.reasons.parts} />
          </Flex>
        </Card>
        <div className="compare">
          <Card title={<Link to={path.listing("demands", match.demand.id)}>需求：{match.demand.title}</Link>}>
            <SideBySide
              record={detail.demand}
              texts={demand_texts}
              places={placesOf(match, "demand")}
            />
          </Card>
          <Card
            title={<Link to={path.listing("achievements", match.achievement.id)}>成果：{match.achievement.title}</Link>}
          >
            <SideBySide
              record={detail.achievement}
              texts={achievement_texts}
              places={placesOf(match, "achievement")}
            />
          </Card>
        </div>
      </Flex>
    </>
  );
}

export default function MatchPage() {
  const { id = "" } = useParams();
  const query = useQuery(matchQuery(id));
  return <Loaded query={query}>{(detail) => <MatchView detail={detail} />}</Loaded>;
}
