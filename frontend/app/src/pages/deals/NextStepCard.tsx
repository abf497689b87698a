import { Alert, Button, Card, Flex } from "antd";
import type { DealOut } from "../../api/types";
import { dueText } from "../../format/dates";
import { useReference } from "../../reference/reference";
import { ActionButton } from "../../ui/ActionButton";
import { useDealDialog } from "./dialog-state";
import { nextAction } from "./next-action";

const actor_labels: Record<string, string> = {
  manager: "技术经理人",
  supplier: "输出方",
  acquirer: "吸纳方",
  both: "双方",
  office: "登记机构",
};

function PrimaryAction({ deal }: { deal: DealOut }) {
  const { open } = useDealDialog();
  const action = nextAction(deal);
  if (!action) return null;
  const blocked = action.dialog === "advance" && (deal.next?.blockers.length ?? 0) > 0;
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
  const { label } = useReference();
  return (
    <Alert
      type="error"
      showIcon
      title={`在${label("deal_stage", deal.lost_stage)}阶段未成交：${label("loss_reason", deal.lost_reason)}`}
      action={<PrimaryAction deal={deal} />}
    />
  );
}

/** What happens next, what stands in the way, and one button. */
export function NextStepCard({ deal }: { deal: DealOut }) {
  const { open } = useDealDialog();
  if (deal.state === "lost") return <Lost deal={deal} />;
  if (deal.state === "archived" || !deal.next) return <Alert type="success" showIcon title="这笔交易已经归档。" />;
  const { blockers, actor, label } = deal.next;
  return (
    <Card size="small" title={<h2 className="row-title">下一步：{label}</h2>}>
      <Flex justify="space-between" align="center" gap={16} wrap>
        <div>
          <div className="quiet">由{actor_labels[actor] ?? actor}推进</div>
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
          {deal.next_step && (
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
          <PrimaryAction deal={deal} />
        </Flex>
      </Flex>
    </Card>
  );
}
