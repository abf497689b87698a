import { ClockCircleOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Descriptions, Result } from "antd";
import { useState } from "react";
import { organizationQuery } from "../api/organizations";
import { sessionQuery } from "../api/session";
import type { SessionOut } from "../api/types";
import { EditOrganizationModal } from "../pages/organizations/OrganizationModals";
import { site } from "../path";
import { useReference } from "../reference/reference";
import { useLogOut } from "../session/log-out";

/** Signed up, not verified yet: nothing to do but wait, so the page says for what, and what is open meanwhile. */
export default function PendingMembership({ session }: { session: SessionOut }) {
  const { label } = useReference();
  const client = useQueryClient();
  const logOut = useLogOut();
  const [editing, setEditing] = useState(false);
  const own = useQuery(organizationQuery(session.membership.organization.id));
  const { organization } = session.membership;
  const rejected = organization.verification === "rejected";
  return (
    <main className="narrow-page">
      <Result
        status={rejected ? "warning" : "info"}
        icon={rejected ? undefined : <ClockCircleOutlined />}
        title={rejected ? "认证没有通过" : "注册已收到，等待管理员认证"}
        subTitle={
          rejected
            ? (own.data?.verification_note || "请联系平台管理员了解原因。") + " 请补充单位资料后联系管理员重新认证。"
            : "管理员核对单位信息后即可开始发布和对接，一般需要一个工作日。认证期间可以浏览公开的成果和需求。"
        }
        extra={[
          <Button
            key="again"
            type="primary"
            onClick={() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })}
          >
            查看认证进度
          </Button>,
          <Button key="edit" disabled={!own.data?.can.edit} onClick={() => setEditing(true)}>
            补充单位资料
          </Button>,
          <Button key="site" href={site.home()}>
            浏览公开网站
          </Button>,
          <Button key="out" onClick={() => logOut.mutate(undefined)}>
            退出登录
          </Button>,
        ]}
      />
      <Descriptions
        bordered
        column={1}
        size="small"
        items={[
          { key: "organization", label: "单位", children: organization.name },
          { key: "kind", label: "单位类型", children: label("organization_kind", organization.kind) },
          { key: "state", label: "认证状态", children: label("verification", organization.verification) },
          { key: "person", label: "登录名", children: session.person.login_name },
        ]}
      />
      {editing && own.data && <EditOrganizationModal row={own.data} onClose={() => setEditing(false)} />}
    </main>
  );
}
