import { Form, Input } from "antd";
import { putConfidentiality, putEvaluation, putTerms } from "../../../api/deals";
import type { Confidentiality, DealTerms, Evaluation } from "../../../api/types";
import { DateField } from "../../../fields/DateField";
import { limit } from "../../../fields/limits";
import { MoneyField } from "../../../fields/MoneyField";
import { DictionarySelect } from "../../../fields/pickers";
import { today } from "../../../format/dates";
import { FormModal } from "../../../ui/FormModal";
import type { DealDialogProps } from "../DealDialogs";
import { EvidenceItem, required } from "./evidence";

export function ConfidentialityDialog({ deal, onClose }: DealDialogProps) {
  return (
    <FormModal<Confidentiality>
      title="登记保密协议"
      submitLabel="保存"
      done="已登记保密协议，吸纳方可以看到全文"
      initialValues={deal.confidentiality ?? { signed_on: today(), note: "" }}
      onClose={onClose}
      run={(values) => putConfidentiality(deal.id, { version: deal.version, ...values })}
    >
      <Form.Item name="signed_on" label="签订日期" rules={required("请选择签订日期")}>
        <DateField />
      </Form.Item>
      <EvidenceItem deal={deal} label="保密协议文件" />
      <Form.Item name="note" label="说明">
        <Input.TextArea rows={2} maxLength={limit.paragraph} />
      </Form.Item>
    </FormModal>
  );
}

export function EvaluationDialog({ deal, onClose }: DealDialogProps) {
  return (
    <FormModal<Evaluation>
      title="登记评估"
      submitLabel="保存"
      done="已登记评估"
      initialValues={deal.evaluation ?? { conclusion: "", method: "", evaluated_on: today() }}
      onClose={onClose}
      run={(values) => putEvaluation(deal.id, { version: deal.version, ...values })}
    >
      <Form.Item name="conclusion" label="评估结论" rules={required("请填写评估结论")}>
        <Input.TextArea rows={3} maxLength={limit.paragraph} placeholder="不评估时写明原因和决定单位" />
      </Form.Item>
      <Form.Item name="method" label="评估方法">
        <Input maxLength={limit.name} placeholder="收益法、成本法、市场法，或技术评议" />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name="value_fen" label="评估价值">
          <MoneyField />
        </Form.Item>
        <Form.Item name="evaluated_on" label="评估日期">
          <DateField />
        </Form.Item>
      </div>
      <EvidenceItem deal={deal} label="评估报告" />
    </FormModal>
  );
}

export function TermsDialog({ deal, onClose }: DealDialogProps) {
  return (
    <FormModal<DealTerms>
      title="登记条款"
      submitLabel="保存"
      done="已登记条款"
      initialValues={deal.terms ?? { scope: "", improvements: "", commission: "" }}
      onClose={onClose}
      run={(values) => putTerms(deal.id, { version: deal.version, ...values })}
    >
      <div className="field-pair">
        <Form.Item name="mode" label="转化方式" rules={required("请选择转化方式")}>
          <DictionarySelect dictionary="transfer_mode" />
        </Form.Item>
        <Form.Item name="payment_mode" label="支付方式" rules={required("请选择支付方式")}>
          <DictionarySelect dictionary="payment_mode" />
        </Form.Item>
      </div>
      <Form.Item name="price_fen" label="商定价格" rules={required("请填写商定价格")}>
        <MoneyField />
      </Form.Item>
      <Form.Item name="scope" label="范围、进度与验收" rules={required("请填写范围、进度与验收")}>
        <Input.TextArea rows={3} maxLength={limit.paragraph} />
      </Form.Item>
      <Form.Item name="improvements" label="改进成果归属">
        <Input.TextArea rows={2} maxLength={limit.paragraph} />
      </Form.Item>
      <Form.Item name="commission" label="中介报酬（由谁付、按什么计、何时付）">
        <Input.TextArea rows={2} maxLength={limit.paragraph} />
      </Form.Item>
    </FormModal>
  );
}
