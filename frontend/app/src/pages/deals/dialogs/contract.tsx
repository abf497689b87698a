import { Form, Input } from "antd";
import { putContract, signContract, type ContractDraft } from "../../../api/deals";
import { DateField } from "../../../fields/DateField";
import { limit } from "../../../fields/limits";
import { MoneyField } from "../../../fields/MoneyField";
import { ContractTypeSelect, DictionarySelect } from "../../../fields/pickers";
import { today } from "../../../format/dates";
import { FormModal } from "../../../ui/FormModal";
import type { DealDialogProps } from "../DealDialogs";
import { EvidenceItem, required } from "./evidence";

function AmountFields() {
  return (
    <div className="field-pair">
      <Form.Item name="total_amount_fen" label="合同成交总金额" rules={required("请填写合同成交总金额")}>
        <MoneyField unit="元" />
      </Form.Item>
      <Form.Item
        name="technical_amount_fen"
        label="其中技术交易额"
        extra="扣除设备、仪器、零部件、原材料等非技术性费用"
        dependencies={["total_amount_fen"]}
        rules={[
          ...required("请填写技术交易额"),
          ({ getFieldValue }) => ({
            validator: (_, technical: number | null) => {
              const total: number | null = getFieldValue("total_amount_fen") ?? null;
              return technical != null && total !== null && technical > total
                ? Promise.reject(new Error("技术交易额不能大于合同成交总金额"))
                : Promise.resolve();
            },
          }),
        ]}
      >
        <MoneyField unit="元" />
      </Form.Item>
    </div>
  );
}

export function ContractDialog({ deal, onClose }: DealDialogProps) {
  const price = deal.terms?.price_fen ?? deal.price_fen ?? undefined;
  return (
    <FormModal<ContractDraft>
      title={deal.contract ? "修改合同" : "起草合同"}
      submitLabel="保存"
      done="已保存合同"
      width={680}
      initialValues={
        deal.contract ?? {
          title: deal.title,
          total_amount_fen: price,
          technical_amount_fen: price,
          payment_mode: deal.terms?.payment_mode,
        }
      }
      onClose={onClose}
      run={(values) => putContract(deal.id, { version: deal.version, ...values })}
    >
      <Form.Item name="title" label="合同名称" rules={required("请填写合同名称")}>
        <Input maxLength={limit.title} />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name="contract_type" label="合同类别" rules={required("请选择合同类别")}>
          <ContractTypeSelect />
        </Form.Item>
        <Form.Item name="payment_mode" label="支付方式" rules={required("请选择支付方式")}>
          <DictionarySelect dictionary="payment_mode" />
        </Form.Item>
      </div>
      <AmountFields />
      <div className="field-pair">
        <Form.Item name="begins_on" label="有效期开始">
          <DateField />
        </Form.Item>
        <Form.Item name="ends_on" label="有效期结束">
          <DateField />
        </Form.Item>
      </div>
    </FormModal>
  );
}

export function SignDialog({ deal, onClose }: DealDialogProps) {
  const earliest = deal.pricings.at(-1)?.earliest_signing_on;
  return (
    <FormModal<{ signed_on: string; file_id: string }>
      title="登记签约"
      submitLabel="登记签约"
      done="已登记签约"
      initialValues={{ signed_on: today() }}
      onClose={onClose}
      run={(values) => signContract(deal.id, { version: deal.version, ...values })}
      intro={earliest && <p>公示要求的最早签约日期：{earliest}</p>}
    >
      <Form.Item name="signed_on" label="签订日期" rules={required("请选择签订日期")}>
        <DateField />
      </Form.Item>
      <EvidenceItem deal={deal} label="已签合同" required />
    </FormModal>
  );
}
