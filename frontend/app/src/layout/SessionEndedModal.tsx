import { useQueryClient } from "@tanstack/react-query";
import { Modal } from "antd";
import { useLocation, useNavigate } from "react-router";
import { sessionQuery } from "../api/session";
import type { SessionOut } from "../api/types";
import { path, workbench_base } from "../path";
import { announceSessionEnded } from "../session/ended";
import { LoginForm } from "../session/LoginForm";

/** Renews the session above the page, so that nothing typed is lost. */
export function SessionEndedModal() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const session = client.getQueryData<SessionOut | null>(sessionQuery.queryKey);
  const leave = () => {
    announceSessionEnded(false);
    client.setQueryData(sessionQuery.queryKey, null);
    void navigate(path.login(`${workbench_base}${location.pathname}${location.search}`));
  };
  return (
    <Modal open title="登录已过期，请重新登录" footer={null} onCancel={leave} mask={{ closable: false }} width={400}>
      <p>已填写的内容还在，登录后可以继续。</p>
      <LoginForm
        loginName={session?.person.login_name}
        onSignedIn={() => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "reference" })}
      />
    </Modal>
  );
}
