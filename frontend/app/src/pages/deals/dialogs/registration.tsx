import { Form, Input, Radio, Switch } from "antd";
import {
  acceptRegistration,
  decideRegistration,
  returnRegistration,
  submitRegistration,
  supplementRegistration,
} from "../../../api/deals";
import type { DealOut } from "../../../api/types";
import { DateField } from "../../../fields/DateField";
import { limit } from "../../../fields/limits";
import { today } from "../../../format/dates";
import { FormModal } from "../../../ui/FormModal";
import type { DealDialogProps } from "../DealDialogs";
import { EvidenceItem, required } from "./evidence";

const registration_number = /^\d{16}$/;

const registrationOf = (deal: DealOut, id: string) => deal.registrations.find((row) => row.id === id);

export function RegistrationDialog({ deal, onClose }: DealDialogProps) {
  return (
    <FormModal<{ office: string; submitted_on: string; disputed: boolean }>
      title="提交认定登记"
      submitLabel="提交"
      done="已登记提交"
      initialValues={{ submitted_on: today(), disputed: false }}
      onClose={onClose}
      run={(values) => submitRegistration(deal.id, { version: deal.version, ...values })}
      intro={<p>技术交易额 500 万元及以上或有争议的合同走专家审核，30 个工作日；其余 15 个工作日。</p>}
    >
      <Form.Item name="office" label="登记机构" rules={required("请填写登记机构")}>
        <Input maxLength={limit.name} />
      </Form.Item>
      <Form.Item name="submitted_on" label="提交日期" rules={required("请选择提交日期")}>
        <DateField />
      </Form.Item>
      <Form.Item name="disputed" label="合同认定有争议" valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormModal>
  );
}

export function RegistrationAcceptDialog({ deal, row, onClose }: DealDialogProps) {
  const registration = registrationOf(deal, row);
  if (!registration) return null;
  return (
    <FormModal<{ accepted_on: string }>
      title="记录受理"
      submitLabel="保存"
      done="已记录受理，办结期限开始计算"
      initialValues={{ accepted_on: today() }}
      onClose={onClose}
      run={(values) => acceptRegistration(registration.id, { version: registration.version, ...values })}
    >
      <Form.Item name="accepted_on" label="受理日期" rules={required("请选择受理日期")}>
        <DateField />
      </Form.Item>
    </FormModal>
  );
}

export function RegistrationReturnDialog({ deal, row, onClose }: DealDialogProps) {
  const registration = registrationOf(deal, row);
  if (!registration) return null;
  return (
    <FormModal<{ note: string }>
      title="记录退回补正"
      submitLabel="保存"
      done="已记录退回补正"
      initialValues={{ note: "" }}
      onClose={onClose}
      run={(values) => returnRegistration(registration.id, { version: registration.version, ...values })}
    >
      <Form.Item name="note" label="需要补正的内容" rules={required("请写明需要补正的内容")}>
        <Input.TextArea rows={3} maxLength={limit.paragraph} />
      </Form.Item>
    </FormModal>
  );
}

export function RegistrationSupplementDialog({ deal, row, onClose }: DealDialogProps) {
  const registration = registrationOf(deal, row);
  if (!registration) return null;
  return (
    <FormModal<{ submitted_on: string }>
      title="记录补正"
      submitLabel="保存"
      done="已记录补正，期限从补正日重新计算"
      initialValues={{ submitted_on: today() }}
      onClose={onClose}
      run={(values) => supplementRegistration(registration.id, { version: registration.version, ...values })}
    >
      <Form.Item name="submitted_on" label="补正日期" rules={required("请选择补正日期")}>
        <DateField />
      </Form.Item>
    </FormModal>
  );
}

interface DecideValues {
  decision: string;
  number?: string;
  decided_on: string;
  note: string;
  file_id?: string;
}

function ResultFields({ deal }: { deal: DealOut }) {
  const form = Form.useFormInstance();
  const registered = Form.useWatch("decision", form) === "registered";
  return (
    <>
      {registered && (
        <Form.Item
          name="number"
          label="合同登记编号"
          extra="登记机构给出的 16 位数字"
          rules={[...required("请填写合同登记编号"), { pattern: registration_number, message: "合同登记编号是 16 位数字" }]}
        >
          <Input maxLength={20} inputMode="numeric" />
        </Form.Item>
      )}
      <Form.Item name="note" label={registered ? "说明" : "不予登记的理由"} rules={registered ? [] : required("请写明理由")}>
        <Input.TextArea rows={2} maxLength={limit.paragraph} />
      </Form.Item>
      <EvidenceItem deal={deal} label={registered ? "登记证明" : "通知文件（选填）"} />
    </>
  );
}

export function RegistrationDecideDialog({ deal, row, onClose }: DealDialogProps) {
  const registration = registrationOf(deal, row);
  if (!registration) return null;
  return (
    <FormModal<DecideValues>
      title="记录登记结果"
      submitLabel="保存"
      done="已记录登记结果"
      initialValues={{ decision: "registered", decided_on: today(), note: "" }}
      onClose={onClose}
      run={(values) => decideRegistration(registration.id, { version: registration.version, ...values })}
    >
      <Form.Item name="decision" label="结果">
        <Radio.Group
          options={[
            { value: "registered", label: "已登记" },
            { value: "refused", label: "不予登记" },
          ]}
        />
      </Form.Item>
      <Form.Item name="decided_on" label="决定日期" rules={required("请选择决定日期")}>
        <DateField />
      </Form.Item>
      <ResultFields deal={deal} />
    </FormModal>
  );
}
