import { Alert, Button, Card, Descriptions, Form, Input } from "antd";
import { useState } from "react";
import { changePassword } from "../../api/session";
import { limit, password_rule } from "../../fields/limits";
import { useReference } from "../../reference/reference";
import { useSession } from "../../session/session";
import { showFaults } from "../../ui/form-faults";
import { PageHead } from "../../ui/PageHead";
import { useAction } from "../../ui/use-action";

interface Passwords {
  current: string;
  new: string;
  again: string;
}

function PasswordForm() {
  const [form] = Form.useForm<Passwords>();
  const [faults, setFaults] = useState<string[]>([]);
  const action = useAction(changePassword, { done: "密码已修改", quiet: true, onDone: () => form.resetFields() });
  const send = (values: Passwords) => {
    setFaults([]);
    action.mutate(
      { current: values.current, new: values.new },
      { onError: (error) => setFaults(showFaults(form, error)) },
    );
  };
  return (
    <Form<Passwords> form={form} name="password" layout="vertical" onFinish={send}>
      {faults.length > 0 && <Alert className="form-alert" type="error" showIcon title={faults.join("；")} />}
      <Form.Item name="current" label="当前密码" rules={[{ required: true, message: "请填写当前密码" }]}>
        <Input.Password autoComplete="current-password" maxLength={limit.password} />
      </Form.Item>
      <Form.Item name="new" label="新密码" extra={password_rule} rules={[{ required: true, message: "请填写新密码" }]}>
        <Input.Password autoComplete="new-password" maxLength={limit.password} />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输入一次新密码"
        dependencies={["new"]}
        rules={[
          { required: true, message: "请再输入一次新密码" },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue("new")
                ? Promise.resolve()
                : Promise.reject(new Error("两次输入的密码不一致")),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={limit.password} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={action.isPending}>
        修改密码
      </Button>
    </Form>
  );
}

export default function AccountPage() {
  const { person, memberships } = useSession();
  const { label } = useReference();
  return (
    <>
      <PageHead title="账号与密码" />
      <div className="stack">
        <Card title="我的资料">
          <Descriptions
            column={{ xs: 1, md: 2 }}
            items={[
              { key: "name", label: "姓名", children: person.display_name },
              { key: "login", label: "登录名", children: person.login_name },
              { key: "email", label: "邮箱", children: person.email || "—" },
              { key: "phone", label: "手机", children: person.phone || "—" },
              {
                key: "memberships",
                label: "身份",
                children: memberships
                  .map(({ organization, role }) => `${organization.name}（${label("role", role)}）`)
                  .join("；"),
              },
            ]}
          />
        </Card>
        <Card title="修改密码">
          <PasswordForm />
        </Card>
      </div>
    </>
  );
}
