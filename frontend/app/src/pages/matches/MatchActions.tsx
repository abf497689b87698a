import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { acceptMatch, dismissMatch } from "../../api/matches";
import type { MatchOut } from "../../api/types";
import { path } from "../../path";
import { useReference } from "../../reference/reference";
import { isStaff, useSession } from "../../session/session";
import { ActionButton } from "../../ui/ActionButton";
import { ReasonModal } from "../../ui/ReasonModal";
import { useAction } from "../../ui/use-action";
import { StartDealModal } from "../deals/StartDealModal";

/** Accept, dismiss with a reason, and for staff the introduction. */
export function MatchActions({ match }: { match: MatchOut }) {
  const staff = isStaff(useSession());
  const navigate = useNavigate();
  const { label } = useReference();
  const [open, setOpen] = useState<"dismiss" | "deal" | null>(null);
  const accept = useAction((_: undefined) => acceptMatch(match.id, { version: match.version, note: "" }), {
    done: "已认可这个匹配",
  });
  const close = () => setOpen(null);
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
        <Button
          type={staff ? "default" : "primary"}
          loading={accept.isPending}
          onClick={() => accept.mutate(undefined)}
        >
          认可
        </Button>
      )}
      <Button danger onClick={() => setOpen("dismiss")}>
        不合适
      </Button>
      <ActionButton
        type={staff ? "primary" : "default"}
        disabledReason={!staff && "由技术经理人发起引荐；认可后他们会联系您"}
        onClick={() => setOpen("deal")}
      >
        发起引荐
      </ActionButton>
      {open === "dismiss" && (
        <ReasonModal
          title="这个匹配不合适"
          dictionary="dismiss_reason"
          submitLabel="确定"
          done="已记下，不再提示这个匹配"
          onClose={close}
          run={(reason) => dismissMatch(match.id, { version: match.version, ...reason })}
        />
      )}
      {open === "deal" && (
        <StartDealModal
          start={{ matchId: match.id, title: `${match.achievement.title} — ${match.demand.title}` }}
          onClose={close}
          onStarted={(deal) => void navigate(path.deal(deal.id))}
        />
      )}
    </>
  );
}
