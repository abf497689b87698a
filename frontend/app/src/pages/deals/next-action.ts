import type { DealOut } from "../../api/types";
import { today } from "../../format/dates";
import type { DealDialog } from "./dialog-state";

export interface NextAction {
  dialog: DealDialog;
  row?: string;
  label: string;
}

const openPricing = (deal: DealOut) => deal.pricings.find(({ state }) => state === "published" || state === "objected");
const hasClearedPricing = (deal: DealOut) => deal.pricings.some(({ state }) => state === "cleared");

function registrationAction(deal: DealOut): NextAction | null {
  const last = deal.registrations.at(-1);
  if (!last || last.state === "refused") return { dialog: "registration", label: "提交认定登记" };
  if (last.state === "submitted") return { dialog: "registration-accept", row: last.id, label: "记录受理" };
  if (last.state === "returned") return { dialog: "registration-supplement", row: last.id, label: "记录补正" };
  if (last.state === "accepted") return { dialog: "registration-decide", row: last.id, label: "记录登记结果" };
  return null;
}

function paymentAction(deal: DealOut): NextAction | null {
  if (deal.payments.length === 0) return { dialog: "payments", label: "编制到账计划" };
  const open = deal.payments.find(({ received_on }) => !received_on);
  return open ? { dialog: "receive", row: open.id, label: `记录到账：${open.label}` } : null;
}

function pricingAction(deal: DealOut): NextAction | null {
  const open = openPricing(deal);
  if (open?.state === "objected") return { dialog: "decision", row: open.id, label: "处理异议" };
  if (open?.ends_on && open.ends_on < today()) return { dialog: "publicity-close", row: open.id, label: "结束公示" };
  if (open || hasClearedPricing(deal)) return null;
  return { dialog: "pricing", label: "确定价格方式" };
}

/** What the present stage still has to record before it can be left. */
function stageWork(deal: DealOut): NextAction | null {
  switch (deal.stage) {
    case "confidentiality":
      return deal.confidentiality ? null : { dialog: "confidentiality", label: "登记保密协议" };
    case "evaluation":
      return deal.evaluation ? null : { dialog: "evaluation", label: "登记评估" };
    case "terms":
      return deal.terms ? null : { dialog: "terms", label: "登记条款" };
    case "pricing":
      return pricingAction(deal);
    case "signing":
      if (!deal.contract) return { dialog: "contract", label: "起草合同" };
      return deal.contract.state === "signed" ? null : { dialog: "sign", label: "登记签约" };
    case "registration":
      return registrationAction(deal);
    case "payment":
      return paymentAction(deal);
    default:
      return null;
  }
}

/** Nothing stands in the way of the next stage. */
export const isReady = (deal: DealOut) => deal.next?.blockers.length === 0;

const recording_stages = ["confidentiality", "evaluation", "terms", "pricing", "signing", "registration", "payment"];

/** What was to be recorded in this stage is on record, so that its to-do is no longer news. */
export const isStageDone = (deal: DealOut) => recording_stages.includes(deal.stage) && isReady(deal);

/** Nothing stands in the way, or a written reason takes it away (a contract that goes on unregistered). */
export const canAdvance = (deal: DealOut) =>
  deal.next !== null && deal.next !== undefined && (deal.next.blockers.length === 0 || deal.next.reason_lifts);

/** The one thing to do now. The server's blockers decide whether the stage can be left; this only finds the door. */
export function nextAction(deal: DealOut): NextAction | null {
  if (deal.state === "lost") return deal.can.reopen ? { dialog: "reopen", label: "重新开启" } : null;
  if (deal.state !== "active") return null;
  if (deal.can.answer_as) return { dialog: "answer-yes", label: "同意引荐" };
  if (deal.can.edit && !isReady(deal)) {
    const work = stageWork(deal);
    if (work) return work;
  }
  if (!deal.can.advance || !deal.next) return null;
  return { dialog: "advance", label: deal.next.label };
}
