import { Card, Empty, Flex, Progress, Table, Tag } from "antd";
import type { DealOut, PaymentOut } from "../../../api/types";
import { dueText, today } from "../../../format/dates";
import { yuanText } from "../../../format/money";
import { useIsPhone } from "../../../ui/media";
import { DialogButton, Evidence } from "./parts";

function PaymentState({ payment }: { payment: PaymentOut }) {
  if (payment.received_on) return <Tag color="green">{payment.received_on} 到账</Tag>;
  if (!payment.due_on) return <Tag>未到账</Tag>;
  return <Tag color={payment.due_on < today() ? "red" : "gold"}>{dueText(payment.due_on)}</Tag>;
}

function Receive({ deal, payment }: { deal: DealOut; payment: PaymentOut }) {
  if (payment.received_on) return <Evidence deal={deal} id={payment.file_id} />;
  return <DialogButton deal={deal} dialog="receive" row={payment.id} label="记录到账" />;
}

function PaymentRows({ deal }: { deal: DealOut }) {
  const phone = useIsPhone();
  if (phone) {
    return (
      <ul className="card-list" aria-label="到账计划">
        {deal.payments.map((payment) => (
          <li key={payment.id}>
            <Card size="small" title={payment.label} extra={<PaymentState payment={payment} />}>
              <div>应付 {yuanText(payment.due_fen)}</div>
              <div>实收 {yuanText(payment.received_fen)}</div>
              <div className="quiet">应付日期 {payment.due_on ?? "—"}</div>
              <Receive deal={deal} payment={payment} />
            </Card>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table<PaymentOut>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={deal.payments}
      columns={[
        { title: "期次", key: "label", render: (_, row) => row.label },
        { title: "应付日期", key: "due", render: (_, row) => row.due_on ?? "—" },
        { title: "应付", key: "due_fen", align: "right", render: (_, row) => yuanText(row.due_fen) },
        { title: "实收", key: "received", align: "right", render: (_, row) => yuanText(row.received_fen) },
        { title: "状态", key: "state", render: (_, row) => <PaymentState payment={row} /> },
        { title: "凭证", key: "file", render: (_, row) => <Receive deal={deal} payment={row} /> },
      ]}
    />
  );
}

export function PaymentsTab({ deal }: { deal: DealOut }) {
  const due = deal.payments.reduce((sum, { due_fen }) => sum + due_fen, 0);
  const received = deal.payments.reduce((sum, { received_fen }) => sum + (received_fen ?? 0), 0);
  return (
    <Flex vertical gap={16}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <span>
          已到账 {yuanText(received)} / 应付 {yuanText(due)}
        </span>
        <DialogButton
          deal={deal}
          dialog="payments"
          label={deal.payments.length > 0 ? "修改到账计划" : "编制到账计划"}
          disabledReason={deal.contract ? undefined : "先起草合同"}
        />
      </Flex>
      {due > 0 && <Progress percent={Math.min(100, Math.round((received / due) * 100))} aria-label="到账比例" />}
      {deal.payments.length === 0 ? <Empty description="还没有到账计划" /> : <PaymentRows deal={deal} />}
    </Flex>
  );
}
