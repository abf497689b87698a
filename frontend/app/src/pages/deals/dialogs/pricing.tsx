import { Form, Input, Radio } from "antd";
import { closePricing, decideObjection, objectToPricing, startPricing, type NewPricing } from "../../../api/deals";
import type { DealOut } from "../../../api/types";
import { DateField } from "../../../fields/DateField";
import { limit } from "../../../fields/limits";
import { MoneyField } from "../../../fields/MoneyField";
import { today } from "../../../format/dates";
import { useReference } from "../../../reference/reference";
import { FormModal } from "../../../ui/FormModal";
import type { DealDialogProps } from "../DealDialogs";
import { EvidenceItem, required } from "./evidence";

const pricingOf = (deal: DealOut, id: string) => deal.pricings.find((row) => row.id === id);

function PublicityFields() {
  return (
    <>
      <Form.Item name="published_on" label="公示开始日期" extra="公示不少于 15 个自然日，起始日不计入">
        <DateField />
      </Form.Item>
      <Form.Item name="scope" label="公示范围" rules={required("请填写公示范围")}>
        <Input maxLength={limit.paragraph} placeholder="如 大连理工大学校内" />
      </Form.Item>
      <div className="field-triple">
        <Form.Item name="objection_department" label="异议受理部门" rules={required("请填写异议受理部门")}>
          <Input maxLength={limit.name} />
        </Form.Item>
        <Form.Item name="objection_phone" label="受理电话" extra="电话和邮箱至少填一项">
          <Input maxLength={limit.name} inputMode="tel" />
        </Form.Item>
        <Form.Item name="objection_email" label="受理邮箱">
          <Input maxLength={limit.line} inputMode="email" />
        </Form.Item>
      </div>
    </>
  );
}

function MethodFields({ deal }: { deal: DealOut }) {
  const form = Form.useFormInstance();
  const negotiated = Form.useWatch("method", form) === "negotiated";
  return (
    <>
      <Form.Item name="basis" label="定价依据" rules={required("请填写定价依据")}>
        <Input.TextArea rows={2} maxLength={limit.paragraph} placeholder="如 评估报告、可比交易、双方协商" />
      </Form.Item>
      {negotiated && <PublicityFields />}
      <EvidenceItem deal={deal} label={negotiated ? "公示文件（选填）" : "挂牌或拍卖证明"} required={!negotiated} />
    </>
  );
}

export function PricingDialog({ deal, onClose }: DealDialogProps) {
  const { options } = useReference();
  const last = deal.pricings.at(-1);
  return (
    <FormModal<NewPricing>
      title={last ? "以新价格重新公示" : "确定价格方式"}
      submitLabel={last ? "重新开始" : "确定"}
      done="已登记定价"
      width={680}
      initialValues={{
        method: last?.method ?? "negotiated",
        price_fen: deal.terms?.price_fen,
        basis: last?.basis ?? "",
        scope: last?.scope ?? "",
        objection_department: last?.objection_department ?? "",
        objection_phone: last?.objection_phone ?? "",
        objection_email: last?.objection_email ?? "",
        published_on: today(),
      }}
      onClose={onClose}
      run={(values) => startPricing(deal.id, { version: deal.version, ...emptyPublicity, ...values })}
      intro={last && <p>价格或受让方变更后，公示期从新的开始日期重新计算；原来的公示保留备查。</p>}
    >
      <Form.Item name="method" label="定价方式">
        <Radio.Group options={options("pricing_method")} />
      </Form.Item>
      <Form.Item name="price_fen" label="拟交易价格" rules={required("请填写拟交易价格")}>
        <MoneyField />
      </Form.Item>
      <MethodFields deal={deal} />
    </FormModal>
  );
}

/** Listed and auctioned prices need no publicity of their own. */
const emptyPublicity = { scope: "", objection_department: "", objection_phone: "", objection_email: "" };

export function PublicityCloseDialog({ deal, row, onClose }: DealDialogProps) {
  const pricing = pricingOf(deal, row);
  if (!pricing) return null;
  return (
    <FormModal<object>
      title="结束公示"
      submitLabel="结束公示"
      done="公示已结束"
      onClose={onClose}
      run={() => closePricing(pricing.id, { version: pricing.version })}
    >
      <p>
        公示自 {pricing.published_on} 至 {pricing.ends_on}，期满无异议；结束后最早可于 {pricing.earliest_signing_on} 签约。
      </p>
    </FormModal>
  );
}

export function ObjectionDialog({ deal, row, onClose }: DealDialogProps) {
  const pricing = pricingOf(deal, row);
  if (!pricing) return null;
  return (
    <FormModal<{ objection: string; objected_on: string }>
      title="登记异议"
      submitLabel="登记异议"
      danger
      done="已登记异议，公示暂停"
      initialValues={{ objection: "", objected_on: today() }}
      onClose={onClose}
      run={(values) => objectToPricing(pricing.id, { version: pricing.version, ...values })}
    >
      <Form.Item name="objected_on" label="收到日期" rules={required("请选择收到日期")}>
        <DateField />
      </Form.Item>
      <Form.Item name="objection" label="异议内容" rules={required("请填写异议内容")}>
        <Input.TextArea rows={4} maxLength={limit.paragraph} />
      </Form.Item>
    </FormModal>
  );
}

export function DecisionDialog({ deal, row, onClose }: DealDialogProps) {
  const pricing = pricingOf(deal, row);
  if (!pricing) return null;
  return (
    <FormModal<{ decision: string; note: string }>
      title="处理异议"
      submitLabel="登记处理结果"
      done="已登记处理结果"
      initialValues={{ note: "" }}
      onClose={onClose}
      run={(values) => decideObjection(pricing.id, { version: pricing.version, ...values })}
      intro={<p className="long-text">异议：{pricing.objection}</p>}
    >
      <Form.Item name="decision" label="处理结果" rules={required("请选择处理结果")}>
        <Radio.Group
          options={[
            { value: "dismissed", label: "异议不成立，继续公示" },
            { value: "upheld", label: "异议成立，终止" },
          ]}
        />
      </Form.Item>
      <Form.Item name="note" label="理由" rules={required("请写明理由")}>
        <Input.TextArea rows={3} maxLength={limit.paragraph} />
      </Form.Item>
    </FormModal>
  );
}
