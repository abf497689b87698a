import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { acceptMatch, dismissMatch } from "../../api/matches";
import type { MatchOut } from "../../api/types";
import { path } from "../../path";
import { useReference } from "../../reference/reference";
import { isStaff, useSession } from "../../session/session";
import { ReasonModal } from "../../ui/ReasonModal";
import { useAction } from "../../ui/use-action";
import { IntroductionButton } from "../deals/IntroductionButton";

/** The deal that came of it, or who carries it where the viewer may not look into it. */
function DealLine({ deal }: { deal: NonNullable<MatchOut["deal"]> }) {
  if (!deal.id) {
    const who = `${deal.broker_name}的${deal.manager_name}`;
    const words = deal.state === "lost" ? `曾由${who}跟进，没有成交` : `已由${who}跟进`;
    return <span className="quiet">{words}</span>;
  }
  return (
    <Link to={path.deal(deal.id)}>
      <Button type="primary">查看交易</Button>
    </Link>
  );
}

/** Accept, dismiss with a reason, change one's mind, and the introduction. */
export function MatchActions({ match }: { match: MatchOut }) {
  const { label } = useReference();
  const staff = isStaff(useSession());
  const [dismissing, setDismissing] = useState(false);
  const accept = useAction((_: undefined) => acceptMatch(match.id, { version: match.version, note: "" }), {
    done: "已认可这个匹配",
  });
  if (match.deal) return <DealLine deal={match.deal} />;
  const dismissed = match.state === "dismissed";
  const reason = dismissed && match.dismiss_reason && (
    <span className="quiet">
      {match.decided_by && `${match.decided_by}：`}
      {label("dismiss_reason", match.dismiss_reason)}
    </span>
  );
  const acceptable = match.can_decide && match.state !== "accepted" && (
    <Button loading={accept.isPending} onClick={() => accept.mutate(undefined)}>
      {dismissed ? "改为认可" : "认可"}
    </Button>
  );
  if (dismissed || match.state === "expired") {
    return (
      <>
        {reason}
        {acceptable}
      </>
    );
  }
  return (
    <>
      {acceptable}
      {match.can_decide && (
        <Button danger onClick={() => setDismissing(true)}>
          {match.state === "accepted" ? "改为不合适" : "不合适"}
        </Button>
      )}
      <IntroductionButton
        type="primary"
        start={{ matchId: match.id, title: `${match.achievement.title} — ${match.demand.title}` }}
      />
      {dismissing && (
        <ReasonModal
          title="这个匹配不合适"
          dictionary="dismiss_reason"
          submitLabel="确定"
          intro={
            <p className="quiet">
              {staff
                ? "以后可以在“不合适”一栏里改为认可。"
                : "对方看不到原因和说明，本单位和技术经理人看得到；以后可以在“不合适”一栏里改为认可。"}
            </p>
          }
          done="已记下，不再提示这个匹配"
          onClose={() => setDismissing(false)}
          run={(reason) => dismissMatch(match.id, { version: match.version, ...reason })}
        />
      )}
    </>
  );
}
