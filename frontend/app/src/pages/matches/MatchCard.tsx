import { ExclamationCircleFilled, WarningOutlined } from "@ant-design/icons";
import { Card, Flex, Progress } from "antd";
import { Link } from "react-router";
import type { MatchOut } from "../../api/types";
import { dayText } from "../../format/dates";
import { path } from "../../path";
import { MatchStateTag } from "../../ui/tags";
import { ownerName } from "../listings/listing-rows";
import { GapAction } from "./GapAction";
import { MatchActions } from "./MatchActions";
import { MatchPartTags } from "./outcomes";
import { headline, scoreText } from "./reasons";

export function MatchCard({ match }: { match: MatchOut }) {
  const { gap, copies = [], notes = [] } = match.reasons;
  return (
    <Card size="small">
      <div className="match-card">
        <Progress
          type="circle"
          status="normal"
          size={56}
          percent={Math.round(match.score * 100)}
          format={() => scoreText(match.score)}
          aria-label={`匹配分 ${scoreText(match.score)}`}
        />
        <div className="match-sides">
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
        </div>
        <div className="match-reasons">
          <div>{headline(match.reasons)}</div>
          {gap && (
            <div className="gap-line gap-words">
              <span>
                <ExclamationCircleFilled aria-hidden /> <strong>差一点</strong> {gap.text}
              </span>
              <GapAction match={match} gap={gap} size="small" />
            </div>
          )}
          {notes.map((note) => (
            <div key={note} className="note-line">
              <WarningOutlined aria-hidden /> {note}
            </div>
          ))}
          <MatchPartTags reasons={match.reasons} />
          <Flex justify="space-between" gap={8} wrap align="center">
            <span className="row-line">
              <MatchStateTag state={match.state} />
              <span className="quiet">{dayText(match.created_at)}</span>
              <Link to={path.match(match.id)}>并排比较</Link>
              {copies.length > 0 && (
                <span className="quiet" title={copies.join("、")}>
                  另有 {copies.length} 条同样内容
                </span>
              )}
            </span>
            <Flex gap={8} wrap className="match-actions">
              <MatchActions match={match} />
            </Flex>
          </Flex>
        </div>
      </div>
    </Card>
  );
}
