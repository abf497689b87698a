import { Flex } from "antd";
import type { ReactNode } from "react";
import type { DealOut } from "../../../api/types";
import { moneyText } from "../../../format/money";
import { useReference } from "../../../reference/reference";
import { PricingPart } from "./PricingPart";
import { DialogButton, Evidence, Part } from "./parts";

function ConfidentialityPart({ deal }: { deal: DealOut }) {
  const done = deal.confidentiality;
  const rows: [string, ReactNode][] = done
    ? [
        ["签订日期", done.signed_on],
        ["协议文件", <Evidence key="f" deal={deal} id={done.file_id} />],
        ["说明", done.note || "—"],
      ]
    : [];
  return (
    <Part
      title="保密协议"
      rows={rows}
      empty="还没有登记保密协议"
      action={<DialogButton deal={deal} dialog="confidentiality" label={done ? "修改保密协议" : "登记保密协议"} />}
    />
  );
}

function EvaluationPart({ deal }: { deal: DealOut }) {
  const done = deal.evaluation;
  const rows: [string, ReactNode][] = done
    ? [
        ["结论", done.conclusion],
        ["方法", done.method || "—"],
        ["评估价值", moneyText(done.value_fen)],
        ["评估日期", done.evaluated_on ?? "—"],
        ["评估报告", <Evidence key="f" deal={deal} id={done.file_id} />],
      ]
    : [];
  return (
    <Part
      title="评估"
      rows={rows}
      empty="还没有登记评估；是否评估由持有单位决定"
      action={<DialogButton deal={deal} dialog="evaluation" label={done ? "修改评估" : "登记评估"} />}
    />
  );
}

function TermsPart({ deal }: { deal: DealOut }) {
  const { label } = useReference();
  const done = deal.terms;
  const rows: [string, ReactNode][] = done
    ? [
        ["转化方式", label("transfer_mode", done.mode)],
        ["支付方式", label("payment_mode", done.payment_mode)],
        ["商定价格", moneyText(done.price_fen)],
        ["范围与验收", done.scope || "—"],
        ["改进成果归属", done.improvements || "—"],
        ["中介报酬", done.commission || "—"],
      ]
    : [];
  return (
    <Part
      title="主要条款"
      rows={rows}
      empty="还没有商定条款"
      action={<DialogButton deal={deal} dialog="terms" label={done ? "修改条款" : "登记条款"} />}
    />
  );
}

export function TermsTab({ deal }: { deal: DealOut }) {
  return (
    <Flex vertical gap={24}>
      <ConfidentialityPart deal={deal} />
      <EvaluationPart deal={deal} />
      <TermsPart deal={deal} />
      <PricingPart deal={deal} />
    </Flex>
  );
}
