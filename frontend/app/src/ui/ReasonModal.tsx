import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { limit } from "../fields/limits";
import { useReference } from "../reference/reference";
import { FormModal } from "./FormModal";

export interface Reason {
  reason: string;
  note: string;
}

interface ReasonModalProps {
  title: string;
  dictionary: string;
  submitLabel: string;
  /** The words are asked for whatever the code is. */
  noteRequired?: boolean;
  done: string;
  /** Above the form: what follows from it. */
  intro?: ReactNode;
  onClose: () => void;
  run: (reason: Reason) => Promise<unknown>;
}

/** A step back always says why: a coded reason, and in words what the other side needs to know. */
export function ReasonModal({ dictionary, noteRequired = false, ...modal }: ReasonModalProps) {
  const { options } = useReference();
  return (
    <FormModal<Reason> {...modal} danger initialValues={{ note: "" }}>
      <Form.Item name="reason" label="原因" rules={[{ required: true, message: "请选择原因" }]}>
        <Select options={options(dictionary)} placeholder="请选择" />
      </Form.Item>
      <Form.Item
        name="note"
        label="说明"
        dependencies={["reason"]}
        rules={[
          ({ getFieldValue }) => ({
            required: noteRequired || getFieldValue("reason") === "other",
            message: noteRequired ? "请写明具体情况" : "选择“其他原因”时请写明原因",
          }),
        ]}
      >
        <Input.TextArea rows={3} maxLength={limit.paragraph} showCount />
      </Form.Item>
    </FormModal>
  );
}
