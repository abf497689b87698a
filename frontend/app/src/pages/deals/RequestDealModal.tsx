import { Form, Input } from "antd";
import { startDeal } from "../../api/deals";
import { limit } from "../../fields/limits";
import { FormModal } from "../../ui/FormModal";
import type { DealModalProps, DealStart } from "./StartDealModal";

function originOf({ matchId, noun, id }: DealStart) {
  if (matchId) return { match_id: matchId };
  return noun === "demands" ? { demand_id: id } : { achievement_id: id };
}

/** A party asks for an introduction; a technology manager takes it to the other side. */
export function RequestDealModal({ start, onClose, onStarted }: DealModalProps) {
  return (
    <FormModal<{ note: string }>
      title="请求引荐"
      submitLabel="请求引荐"
      done="已请求引荐，等待对方答复"
      initialValues={{ note: "" }}
      onClose={onClose}
      run={async ({ note }, key) => onStarted(await startDeal({ ...originOf(start), note }, key))}
      intro={
        <>
          {start.title && <p>{start.title}</p>}
          <p className="quiet">请求即表示贵单位同意引荐。技术经理人联系对方，对方也同意以后，双方的联系方式互相可见。</p>
        </>
      }
    >
      <Form.Item
        name="note"
        label="给技术经理人的话"
        extra="想用在哪里、希望怎样合作、想先了解什么；对方也会看到"
        rules={[{ required: true, whitespace: true, message: "请写明为什么请求引荐" }]}
      >
        <Input.TextArea rows={5} maxLength={limit.paragraph} showCount />
      </Form.Item>
    </FormModal>
  );
}
