import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { sessionQuery, signIn } from "../api/session";
import { limit } from "../fields/limits";
import { showFaults } from "../ui/form-faults";
import { announceSessionEnded } from "./ended";

interface Credentials {
  login_name: string;
  password: string;
}

interface LoginFormProps {
  loginName?: string;
  onSignedIn: () => void;
}

export function LoginForm({ loginName, onSignedIn }: LoginFormProps) {
  const [form] = Form.useForm<Credentials>();
  const [faults, setFaults] = useState<string[]>([]);
  const client = useQueryClient();
  const action = useMutation({
    mutationFn: signIn,
    meta: { signsIn: true },
    onSuccess: async (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      announceSessionEnded(false);
      onSignedIn();
    },
    onError: (error) => setFaults(showFaults(form, error)),
  });
  return (
    <Form<Credentials>
      form={form}
      name="login"
      layout="vertical"
      initialValues={{ login_name: loginName }}
      onFinish={(values) => {
        setFaults([]);
        action.mutate(values);
      }}
    >
      {faults.length > 0 && <Alert className="form-alert" type="error" showIcon title={faults.join("；")} />}
      <Form.Item name="login_name" label="登录名" rules={[{ required: true, message: "请填写登录名" }]}>
        <Input autoComplete="username" autoFocus={!loginName} maxLength={limit.loginName} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: "请填写密码" }]}>
        <Input.Password autoComplete="current-password" autoFocus={!!loginName} maxLength={limit.password} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={action.isPending}>
        登录
      </Button>
    </Form>
  );
}
