import { Card, Flex, Progress } from "antd";
import { Link } from "react-router";
import type { MatchOut } from "../../api/types";
import { dayText } from "../../format/dates";
import { path } from "../../path";
import { ownerName } from "../listings/listing-rows";
import { MatchStateTag } from "../../ui/tags";
import { MatchActions } from "./MatchActions";
import { MatchPartTags, MatchTerms, scoreText } from "./outcomes";

export function MatchCard({ match }: { match: MatchOut }) {
  return (
    <Card size="small">
      <Flex gap={16} align="flex-start" wrap>
        <Progress
          type="circle"
          status="normal"
          size={56}
          percent={Math.round(match.score * 100)}
          format={() => scoreText(match.score)}
          aria-label={`匹配分 ${scoreText(match.score)}`}
        />
        <Flex vertical gap={8} style={{ flex: "1 1 260px", minWidth: 0 }}>
          <div>
            <span className="quiet">需求</span>{" "}
            <Link to={path.listing("demands", match.demand.id)}>{match.demand.title}</Link>{" "}
            <span className="quiet">{ownerName(match.demand)}</span>
          </div>
          <div>
            <span className="quiet">成果</span>{" "}
            <Link to={path.listing("achievements", match.achievement.id)}>{match.achievement.title}</Link>{" "}
            <span className="quiet">{ownerName(match.achievement)}</span>
          </div>
          <MatchTerms terms={match.reasons.terms} />
          <MatchPartTags parts={match.reasons.parts} />
          <Flex justify="space-between" gap={8} wrap align="center">
            <span className="row-line">
              <MatchStateTag state={match.state} />
              <span className="quiet">{dayText(match.created_at)}</span>
              <Link to={path.match(match.id)}>并排比较</Link>
            </span>
            <Flex gap={8} wrap>
              <MatchActions match={match} />
            </Flex>
          </Flex>
        </Flex>
      </Flex>
    </Card>
  );
}
