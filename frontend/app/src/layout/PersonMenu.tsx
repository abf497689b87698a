import { UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { useNavigate } from "react-router";
import { chooseMembership } from "../api/session";
import { path, site } from "../path";
import { useReference } from "../reference/reference";
import { useLogOut } from "../session/log-out";
import { useSession } from "../session/session";
import { useAction } from "../ui/use-action";

/** Who is signed in and for which organisation; switching, the account and the way out. */
export function PersonMenu() {
  const session = useSession();
  const navigate = useNavigate();
  const { label } = useReference();
  const logOut = useLogOut();
  const choose = useAction(chooseMembership, { done: "已切换身份", onDone: () => void navigate(path.desk()) });
  const others = session.memberships.filter(({ id, state }) => id !== session.membership.id && state === "active");
  const items: MenuProps["items"] = [
    {
      key: "who",
      type: "group",
      label: `${session.membership.organization.name} · ${label("role", session.membership.role)}`,
    },
    ...others.map((membership) => ({
      key: membership.id,
      label: `切换到 ${membership.organization.short_name || membership.organization.name} · ${label("role", membership.role)}`,
      onClick: () => choose.mutate(membership.id),
    })),
    { type: "divider" },
    { key: "account", label: "账号与密码", onClick: () => void navigate(path.account()) },
    { key: "site", label: <a href={site.home()}>公开网站</a> },
    { type: "divider" },
    { key: "out", label: "退出登录", danger: true, onClick: () => logOut.mutate(undefined) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button type="text" icon={<UserOutlined aria-hidden />} aria-label={`账号菜单：${session.person.display_name}`}>
        <span className="person-name">{session.person.display_name}</span>
      </Button>
    </Dropdown>
  );
}
