import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { advanceDeal, answerDeal, loseDeal, noteDeal, patchDeal, reopenDeal } from "../../../api/deals";
import { managersQuery } from "../../../api/session";
import { DateField } from "../../../fields/DateField";
import { limit } from "../../../fields/limits";
import { useReference } from "../../../reference/reference";
import { FormModal } from "../../../ui/FormModal";
import { ReasonModal } from "../../../ui/ReasonModal";
import type { DealDialogProps } from "../DealDialogs";
import { EvidenceItem, required } from "./evidence";

function NoteItem({ label = "说明", must = false }: { label?: string; must?: boolean }) {
  return (
    <Form.Item name="note" label={label} rules={must ? required(`请填写${label}`) : []}>
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={limit.paragraph} showCount />
    </Form.Item>
  );
}

export function AnswerYesDialog({ deal, onClose }: DealDialogProps) {
  return (
    <FormModal<{ note: string }>
      title="同意引荐"
      submitLabel="同意"
      done="已答复：同意"
      initialValues={{ note: "" }}
      onClose={onClose}
      run={(values) => answerDeal(deal.id, { version: deal.version, answer: "yes", ...values })}
      intro={<p>双方都同意以后，联系方式互相可见，由技术经理人安排洽谈。</p>}
    >
      <NoteItem label="想先说明的话（选填）" />
    </FormModal>
  );
}

export function AnswerNoDialog({ deal, onClose }: DealDialogProps) {
  return (
    <ReasonModal
      title="不同意引荐"
      dictionary="decline_reason"
      noteRequired
      submitLabel="不同意"
      done="已答复：不同意"
      onClose={onClose}
      run={(reason) => answerDeal(deal.id, { version: deal.version, answer: "no", ...reason })}
    />
  );
}

interface AdvanceValues {
  note: string;
  file_id?: string;
}

export function AdvanceDialog({ deal, row, onClose }: DealDialogProps) {
  const { label } = useReference();
  const target = row || deal.next?.stage;
  const reasonNeeded = !!deal.next?.reason_lifts;
  return (
    <FormModal<AdvanceValues>
      title={target === "archived" ? "归档结案" : `进入${label("deal_stage", target)}`}
      submitLabel="确定"
      done="阶段已更新"
      initialValues={{ note: "" }}
      onClose={onClose}
      run={(values) => advanceDeal(deal.id, { version: deal.version, to_stage: target, ...values })}
      intro={deal.next?.blockers.map((blocker) => <p key={blocker}>{blocker}</p>)}
    >
      <NoteItem label={reasonNeeded ? "原因" : "说明"} must={reasonNeeded} />
      <EvidenceItem deal={deal} label="证明文件（选填）" />
    </FormModal>
  );
}

export function LoseDialog({ deal, onClose }: DealDialogProps) {
  return (
    <ReasonModal
      title="登记未成交"
      dictionary="loss_reason"
      noteRequired
      submitLabel="登记未成交"
      done="已登记未成交"
      onClose={onClose}
      run={(reason) => loseDeal(deal.id, { version: deal.version, ...reason })}
    />
  );
}

export function ReopenDialog({ deal, onClose }: DealDialogProps) {
  return (
    <FormModal<{ note: string }>
      title="重新开启交易"
      submitLabel="重新开启"
      done="已重新开启"
      initialValues={{ note: "" }}
      onClose={onClose}
      run={(values) => reopenDeal(deal.id, { version: deal.version, ...values })}
    >
      <NoteItem label="为什么重新开启" must />
    </FormModal>
  );
}

export function NoteDialog({ deal, onClose }: DealDialogProps) {
  return (
    <FormModal<{ note: string; file_id?: string }>
      title="写一条进展"
      submitLabel="保存"
      done="已记入进展"
      initialValues={{ note: "" }}
      onClose={onClose}
      run={(values) => noteDeal(deal.id, values)}
    >
      <NoteItem label="进展" must />
      <EvidenceItem deal={deal} label="附件（选填）" />
    </FormModal>
  );
}

interface PlanValues {
  title: string;
  next_step: string;
  next_step_due_on?: string | null;
  manager_id: string;
}

export function PlanDialog({ deal, onClose }: DealDialogProps) {
  const managers = useQuery(managersQuery);
  const known = (managers.data ?? []).map((row) => ({ value: row.person_id, label: row.display_name }));
  const options = known.some(({ value }) => value === deal.manager.id)
    ? known
    : [{ value: deal.manager.id, label: deal.manager.name }, ...known];
  return (
    <FormModal<PlanValues>
      title="名称与下一步安排"
      submitLabel="保存"
      done="已保存"
      initialValues={{
        title: deal.title,
        next_step: deal.next_step,
        next_step_due_on: deal.next_step_due_on,
        manager_id: deal.manager.id,
      }}
      onClose={onClose}
      run={(values) => patchDeal(deal.id, { version: deal.version, ...values })}
    >
      <Form.Item name="title" label="交易名称" rules={required("请填写交易名称")}>
        <Input maxLength={limit.title} />
      </Form.Item>
      <Form.Item name="next_step" label="下一步动作">
        <Input maxLength={limit.line} placeholder="如 约双方到现场看样机" />
      </Form.Item>
      <Form.Item name="next_step_due_on" label="约定日期">
        <DateField />
      </Form.Item>
      <Form.Item name="manager_id" label="技术经理人" rules={required("请选择技术经理人")}>
        <Select options={options} loading={managers.isLoading} />
      </Form.Item>
    </FormModal>
  );
}
