import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Form } from "antd";
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { referenceQuery, sessionQuery, signUp } from "../../api/session";
import type { SignUpIn } from "../../api/types";
import { Waiting } from "../../layout/Waiting";
import { path, site } from "../../path";
import { showFaults } from "../../ui/form-faults";
import { LoadFailure } from "../../ui/Loaded";
import { OrganizationPart, PersonPart } from "./sign-up-parts";

function SignUpForm() {
  const [form] = Form.useForm<SignUpIn>();
  const [faults, setFaults] = useState<string[]>([]);
  const client = useQueryClient();
  const navigate = useNavigate();
  const action = useMutation({
    mutationFn: signUp,
    meta: { signsIn: true },
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      void navigate(path.desk(), { replace: true });
    },
    onError: (error) => setFaults(showFaults(form, error)),
  });
  return (
    <Form<SignUpIn>
      form={form}
      name="sign-up"
      layout="vertical"
      scrollToFirstError
      initialValues={{ organization: { kind: "company" } }}
      onFinish={(values) => {
        setFaults([]);
        action.mutate({ organization: values.organization, person: values.person });
      }}
    >
      {faults.length > 0 && <Alert className="form-alert" type="error" showIcon title={faults.join("；")} />}
      <div className="stack">
        <Card title="单位">
          <OrganizationPart />
        </Card>
        <Card title="经办人账号">
          <PersonPart />
        </Card>
        <Button type="primary" size="large" htmlType="submit" loading={action.isPending}>
          提交注册
        </Button>
      </div>
    </Form>
  );
}

export default function SignUpPage() {
  const reference = useQuery(referenceQuery);
  useEffect(() => {
    document.title = "单位注册 · 技桥工作台";
  }, []);
  if (reference.isError) return <LoadFailure error={reference.error} retry={() => void reference.refetch()} />;
  if (!reference.data) return <Waiting />;
  return (
    <main className="wide-form-page">
      <a className="plain-page-brand" href={site.home()}>
        <img src="/app/icon.svg" alt="" width={36} height={36} />
        技桥 · 科技成果供需对接
      </a>
      <h1 className="page-title">单位注册</h1>
      <p className="quiet">
        高校、院所和企业填写一次即可；管理员核对后开通发布与对接。已有账号请<Link to={path.login()}>登录</Link>。
      </p>
      <SignUpForm />
    </main>
  );
}
