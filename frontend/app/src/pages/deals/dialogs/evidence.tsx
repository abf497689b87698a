import { Form } from "antd";
import type { DealOut } from "../../../api/types";
import { FileField } from "../../../fields/FileField";

interface EvidenceItemProps {
  deal: DealOut;
  label: string;
  required?: boolean;
}

/** The file that proves a step. */
export function EvidenceItem({ deal, label, required = false }: EvidenceItemProps) {
  return (
    <Form.Item name="file_id" label={label} rules={[{ required, message: `请上传或选择${label}` }]}>
      <FileField subject={{ kind: "deal", id: deal.id }} files={deal.files} />
    </Form.Item>
  );
}

export const required = (message: string) => [{ required: true, message }];
