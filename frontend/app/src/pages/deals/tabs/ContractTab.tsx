import { Card, Descriptions, Flex, Tag, Typography } from "antd";
import type { ReactNode } from "react";
import type { DealOut, RegistrationOut } from "../../../api/types";
import { dueText } from "../../../format/dates";
import { yuanText } from "../../../format/money";
import { useReference } from "../../../reference/reference";
import { DialogButton, Evidence, Part } from "./parts";

function ContractPart({ deal }: { deal: DealOut }) {
  const { label, contractType } = useReference();
  const contract = deal.contract;
  const signed = contract?.state === "signed";
  const rows: [string, ReactNode][] = contract
    ? [
        ["合同名称", contract.title],
        ["合同类别", contractType(contract.contract_type)],
        ["合同成交总金额", yuanText(contract.total_amount_fen)],
        ["其中技术交易额", yuanText(contract.technical_amount_fen)],
        ["支付方式", label("payment_mode", contract.payment_mode)],
        ["有效期", [contract.begins_on, contract.ends_on].filter(Boolean).join(" 至 ") || "—"],
        ["签订日期", contract.signed_on ?? <Tag key="t">未签订</Tag>],
        ["合同文本", <Evidence key="f" deal={deal} id={contract.file_id} />],
      ]
    : [];
  return (
    <Part
      title="合同"
      rows={rows}
      empty="还没有起草合同"
      action={
        <Flex gap={8} wrap>
          <DialogButton
            deal={deal}
            dialog="contract"
            label={contract ? "修改合同" : "起草合同"}
            disabledReason={signed ? "合同已经签订" : undefined}
          />
          {contract && !signed && <DialogButton deal={deal} dialog="sign" label="登记签约" />}
        </Flex>
      }
    />
  );
}

const colors: Record<string, string> = { registered: "green", refused: "red", returned: "gold", accepted: "blue" };

function RegistrationActions({ deal, row }: { deal: DealOut; row: RegistrationOut }) {
  if (row.state === "submitted") {
    return <DialogButton deal={deal} dialog="registration-accept" row={row.id} label="记录受理" />;
  }
  if (row.state === "returned") {
    return <DialogButton deal={deal} dialog="registration-supplement" row={row.id} label="记录补正" />;
  }
  if (row.state !== "accepted") return null;
  return (
    <Flex gap={8} wrap>
      <DialogButton deal={deal} dialog="registration-return" row={row.id} label="记录退回补正" />
      <DialogButton deal={deal} dialog="registration-decide" row={row.id} label="记录登记结果" />
    </Flex>
  );
}

function RegistrationCard({ deal, row }: { deal: DealOut; row: RegistrationOut }) {
  const { label } = useReference();
  const rows: [string, ReactNode][] = [
    ["登记机构", row.office],
    ["审核方式", row.expert_review ? "专家审核（30 个工作日）" : "一般审核（15 个工作日）"],
    ["提交", row.submitted_on ?? "—"],
    ["受理", row.accepted_on ?? "—"],
    ["应办结", row.due_on ? `${row.due_on}${row.decided_on ? "" : `（${dueText(row.due_on)}）`}` : "—"],
    ["决定", row.decided_on ?? "—"],
    ["合同登记编号", row.number ?? "—"],
    ["登记证明", <Evidence key="f" deal={deal} id={row.file_id} />],
    ["说明", row.decision_note || "—"],
  ];
  return (
    <Card
      size="small"
      title={<Tag color={colors[row.state]}>{label("registration_state", row.state)}</Tag>}
      extra={<RegistrationActions deal={deal} row={row} />}
    >
      <Descriptions
        size="small"
        column={{ xs: 1, lg: 2 }}
        items={rows.map(([name, children]) => ({ key: name, label: name, children }))}
      />
    </Card>
  );
}

export function ContractTab({ deal }: { deal: DealOut }) {
  const last = deal.registrations.at(-1);
  const canSubmit = deal.contract?.state === "signed" && (!last || last.state === "refused");
  return (
    <Flex vertical gap={24}>
      <ContractPart deal={deal} />
      <section>
        <Flex className="part-head" justify="space-between" align="center" gap={8} wrap>
          <Typography.Title level={4}>认定登记</Typography.Title>
          <DialogButton
            deal={deal}
            dialog="registration"
            label="提交认定登记"
            disabledReason={canSubmit ? undefined : deal.contract?.state === "signed" ? "已经提交过" : "合同签订以后才能登记"}
          />
        </Flex>
        {deal.registrations.length === 0 && <p className="quiet">还没有提交认定登记。由卖方在所在地登记一次。</p>}
        <Flex vertical gap={12}>
          {[...deal.registrations].reverse().map((row) => (
            <RegistrationCard key={row.id} deal={deal} row={row} />
          ))}
        </Flex>
      </section>
    </Flex>
  );
}
