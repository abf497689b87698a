import { Form, Input } from "antd";
import { limit } from "./limits";

/** Name, telephone and mail of the person to talk to; the public never sees them. */
export function ContactFields({ name = "contact" }: { name?: string }) {
  return (
    <div className="field-triple">
      <Form.Item name={[name, "name"]} label="联系人">
        <Input maxLength={limit.name} autoComplete="name" />
      </Form.Item>
      <Form.Item name={[name, "phone"]} label="联系电话">
        <Input maxLength={limit.name} inputMode="tel" autoComplete="tel" />
      </Form.Item>
      <Form.Item name={[name, "email"]} label="联系邮箱">
        <Input maxLength={limit.line} inputMode="email" autoComplete="email" />
      </Form.Item>
    </div>
  );
}
