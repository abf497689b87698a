import { Form, Input } from "antd";
import { startDeal } from "../../api/deals";
import type { DealOut } from "../../api/types";
import { limit } from "../../fields/limits";
import { OrganizationSelect } from "../../fields/OrganizationSelect";
import { FormModal } from "../../ui/FormModal";

interface NewDealValues {
  supplier_id: string;
  acquirer_id: string;
  title: string;
  note: string;
}

interface NewDealModalProps {
  onClose: () => void;
  onStarted: (deal: DealOut) => void;
}

/** A deal that began outside the platform: both organisations by hand, no listing. */
export function NewDealModal({ onClose, onStarted }: NewDealModalProps) {
  return (
    <FormModal<NewDealValues>
      title="手工建立交易"
      submitLabel="建立并发起引荐"
      done="已建立，等待双方答复"
      initialValues={{ note: "" }}
      onClose={onClose}
      run={async (values, key) => onStarted(await startDeal(values, key))}
      intro={<p className="quiet">从匹配或检索结果发起引荐更省事；这里用于线下已经谈起来的交易。</p>}
    >
      <Form.Item name="title" label="交易名称" rules={[{ required: true, whitespace: true, message: "请填写交易名称" }]}>
        <Input maxLength={limit.title} />
      </Form.Item>
      <Form.Item name="supplier_id" label="输出方（成果持有单位）" rules={[{ required: true, message: "请选择输出方" }]}>
        <OrganizationSelect />
      </Form.Item>
      <Form.Item name="acquirer_id" label="吸纳方（需求单位）" rules={[{ required: true, message: "请选择吸纳方" }]}>
        <OrganizationSelect />
      </Form.Item>
      <Form.Item name="note" label="给双方的说明">
        <Input.TextArea rows={3} maxLength={limit.paragraph} showCount />
      </Form.Item>
    </FormModal>
  );
}
