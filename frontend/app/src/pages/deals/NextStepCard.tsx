import { Alert, Button, Card, Flex } from "antd";
import type { DealOut } from "../../api/types";
import { dueText } from "../../format/dates";
import { useReference } from "../../reference/reference";
import { ActionButton } from "../../ui/ActionButton";
import { lossText } from "./deal-rows";
import { useDealDialog } from "./dialog-state";
import { canAdvance, isReady, isStageDone, nextAction } from "./next-action";

function PrimaryAction({ deal }: { deal: DealOut }) {
  const { open } = useDealDialog();
  const action = nextAction(deal);
  if (!action) return null;
  const blocked = action.dialog === "advance" && !canAdvance(deal);
  return (
    <ActionButton
      type="primary"
      size="large"
      disabledReason={blocked && deal.next?.blockers.join("；")}
      onClick={() => open(action.dialog, action.row)}
    >
      {action.label}
    </ActionButton>
  );
}

function Lost({ deal }: { deal: DealOut }) {
  const reference = useReference();
  return (
    <Alert
      type="error"
      showIcon
      title={`在${reference.label("deal_stage", deal.lost_stage)}阶段未成交：${lossText(reference, deal)}`}
      description={deal.lost_note}
      action={<PrimaryAction deal={deal} />}
    />
  );
}

/** What happens next, what stands in the way, and one button. */
export function NextStepCard({ deal }: { deal: DealOut }) {
  const reference = useReference();
  const { open } = useDealDialog();
  if (deal.state === "lost") return <Lost deal={deal} />;
  if (deal.state === "archived" || !deal.next) return <Alert type="success" showIcon title="这笔交易已经归档。" />;
  const { blockers, actor, label, skip_to } = deal.next;
  return (
    <Card size="small" title={<h2 className="row-title">下一步：{isReady(deal) ? `可以${label}` : label}</h2>}>
      <Flex justify="space-between" align="center" gap={16} wrap>
        <div>
          <div className="quiet">由{actor}推进</div>
          {blockers.length > 0 && (
            <>
              <div>进入下一阶段之前还需要：</div>
              <ul aria-label="还需要">
                {blockers.map((blocker) => (
                  <li key={blocker}>{blocker}</li>
                ))}
              </ul>
            </>
          )}
          {deal.next_step && !isStageDone(deal) && (
            <div>
              约定的动作：{deal.next_step} <span className="quiet">{dueText(deal.next_step_due_on)}</span>
            </div>
          )}
        </div>
        <Flex gap={8} wrap>
          {deal.can.answer_as && (
            <Button size="large" danger onClick={() => open("answer-no")}>
              不同意
            </Button>
          )}
          {skip_to && deal.can.advance && (
            <Button size="large" onClick={() => open("advance", skip_to)}>
              直接进入{reference.label("deal_stage", skip_to)}
            </Button>
          )}
          <PrimaryAction deal={deal} />
        </Flex>
      </Flex>
    </Card>
  );
}
