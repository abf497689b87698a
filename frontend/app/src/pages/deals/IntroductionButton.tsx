import { App } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { DealOut, SessionOut } from "../../api/types";
import { path } from "../../path";
import { isStaff, useSession } from "../../session/session";
import { ActionButton } from "../../ui/ActionButton";
import { RequestDealModal } from "./RequestDealModal";
import { StartDealModal, type DealStart } from "./StartDealModal";

interface IntroductionButtonProps {
  start: DealStart;
  type?: "primary" | "default";
  label?: string;
  disabledReason?: string | false;
  /** The viewer came to ask for it, so the dialog stands open from the start. */
  asked?: boolean;
}

/** Whether a deal just begun is one's own to go on with: a manager sees those of his organisation. */
const seesDeal = (session: SessionOut, deal: DealOut) =>
  session.membership.role !== "manager" ||
  deal.broker.id === session.membership.organization.id ||
  deal.manager.id === session.person.id;

/** Staff bring two sides together, everybody else asks for it; both go on at the deal. */
export function IntroductionButton({ start, type, label, disabledReason, asked = false }: IntroductionButtonProps) {
  const session = useSession();
  const navigate = useNavigate();
  const staff = isStaff(session);
  const verified = session.membership.organization.verification === "verified";
  const reason = !staff && !verified ? "贵单位通过认证后可以请求引荐" : disabledReason;
  const [open, setOpen] = useState(asked && !reason);
  const { message } = App.useApp();
  const goOn = (deal: DealOut) => {
    if (seesDeal(session, deal)) {
      void navigate(path.deal(deal.id), { replace: asked });
    } else {
      message.info(`由${deal.broker.name}的${deal.manager.name}跟进，以后由对方办理。`);
    }
  };
  const Dialog = staff ? StartDealModal : RequestDealModal;
  return (
    <>
      <ActionButton
        type={type}
        disabledReason={reason}
        onClick={() => setOpen(true)}
      >
        {label ?? (staff ? "发起引荐" : "请求引荐")}
      </ActionButton>
      {asked && reason && <span className="quiet">{reason}</span>}
      {open && (
        <Dialog
          start={start}
          onClose={() => setOpen(false)}
          onStarted={goOn}
        />
      )}
    </>
  );
}
