import { Form, Input } from "antd";
import { putPayments, receivePayment, type Instalment } from "../../../api/deals";
import type { DealOut } from "../../../api/types";
import { DateField } from "../../../fields/DateField";
import { limit } from "../../../fields/limits";
import { MoneyField } from "../../../fields/MoneyField";
import { RowList } from "../../../fields/RowList";
import { today } from "../../../format/dates";
import { yuanText } from "../../../format/money";
import { FormModal } from "../../../ui/FormModal";
import type { DealDialogProps } from "../DealDialogs";
import { EvidenceItem, required } from "./evidence";

function startRows(deal: DealOut): Instalment[] {
  if (deal.payments.length > 0) {
    return deal.payments.map(({ label, due_on, due_fen }) => ({ label, due_on, due_fen }));
  }
  return [{ label: "全款", due_on: null, due_fen: deal.contract?.total_amount_fen ?? 0 }];
}

function PlannedSum({ deal }: { deal: DealOut }) {
  const form = Form.useFormInstance();
  const rows: (Partial<Instalment> | undefined)[] = Form.useWatch("instalments", form) ?? [];
  const sum = rows.reduce((total, row) => total + (row?.due_fen ?? 0), 0);
  return (
    <p>
      合计 {yuanText(sum)}，合同成交总金额 {yuanText(deal.contract?.total_amount_fen)}
    </p>
  );
}

export function PaymentsDialog({ deal, onClose }: DealDialogProps) {
  return (
    <FormModal<{ instalments: Instalment[] }>
      title="到账计划"
      submitLabel="保存"
      done="已保存到账计划"
      width={680}
      initialValues={{ instalments: startRows(deal) }}
      onClose={onClose}
      run={(values) => putPayments(deal.id, { version: deal.version, ...values })}
    >
      <RowList name="instalments" noun="一期" max={limit.rows} inline blank={{ label: "", due_on: null, due_fen: null }}>
        {(row) => (
          <div className="field-triple">
            <Form.Item name={[row, "label"]} label="名称" rules={required("请填写名称")}>
              <Input maxLength={limit.name} />
            </Form.Item>
            <Form.Item name={[row, "due_on"]} label="应付日期">
              <DateField />
            </Form.Item>
            <Form.Item name={[row, "due_fen"]} label="应付金额" rules={required("请填写应付金额")}>
              <MoneyField unit="元" />
            </Form.Item>
          </div>
        )}
      </RowList>
      <PlannedSum deal={deal} />
    </FormModal>
  );
}

export function ReceiveDialog({ deal, row, onClose }: DealDialogProps) {
  const payment = deal.payments.find(({ id }) => id === row);
  if (!payment) return null;
  return (
    <FormModal<{ received_on: string; received_fen: number; file_id: string }>
      title={`记录到账：${payment.label}`}
      submitLabel="保存"
      done="已记录到账"
      initialValues={{ received_on: today(), received_fen: payment.due_fen }}
      onClose={onClose}
      run={(values) => receivePayment(payment.id, { version: payment.version, ...values })}
    >
      <Form.Item name="received_on" label="到账日期" rules={required("请选择到账日期")}>
        <DateField />
      </Form.Item>
      <Form.Item name="received_fen" label="到账金额" rules={required("请填写到账金额")}>
        <MoneyField unit="元" />
      </Form.Item>
      <EvidenceItem deal={deal} label="银行回单" required />
    </FormModal>
  );
}
