import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { acceptMatch, dismissMatch } from "../../api/matches";
import type { MatchOut } from "../../api/types";
import { path } from "../../path";
import { useReference } from "../../reference/reference";
import { ReasonModal } from "../../ui/ReasonModal";
import { useAction } from "../../ui/use-action";
import { IntroductionButton } from "../deals/IntroductionButton";

/** Accept, dismiss with a reason, and the introduction. */
export function MatchActions({ match }: { match: MatchOut }) {
  const { label } = useReference();
  const [dismissing, setDismissing] = useState(false);
  const accept = useAction((_: undefined) => acceptMatch(match.id, { version: match.version, note: "" }), {
    done: "已认可这个匹配",
  });
  const decided = match.state === "dismissed" || match.state === "expired";
  if (match.deal_id) {
    return (
      <Link to={path.deal(match.deal_id)}>
        <Button type="primary">查看交易</Button>
      </Link>
    );
  }
  if (decided) return <span className="quiet">{match.dismiss_reason && label("dismiss_reason", match.dismiss_reason)}</span>;
  return (
    <>
      {match.state === "suggested" && (
        <Button loading={accept.isPending} onClick={() => accept.mutate(undefined)}>
          认可
        </Button>
      )}
      <Button danger onClick={() => setDismissing(true)}>
        不合适
      </Button>
      <IntroductionButton
        type="primary"
        start={{ matchId: match.id, title: `${match.achievement.title} — ${match.demand.title}` }}
      />
      {dismissing && (
        <ReasonModal
          title="这个匹配不合适"
          dictionary="dismiss_reason"
          submitLabel="确定"
          done="已记下，不再提示这个匹配"
          onClose={() => setDismissing(false)}
          run={(reason) => dismissMatch(match.id, { version: match.version, ...reason })}
        />
      )}
    </>
  );
}
