import { App, Button, Flex } from "antd";
import { setPersonDisabled } from "../../api/organizations";
import type { PersonOut } from "../../api/types";
import { useSession } from "../../session/session";
import { ActionButton } from "../../ui/ActionButton";
import { useAction } from "../../ui/use-action";
import { useUrlState } from "../../ui/use-url-state";

export function PersonActions({ person }: { person: PersonOut }) {
  const url = useUrlState();
  const { modal } = App.useApp();
  const self = person.id === useSession().person.id;
  const toggle = useAction(
    (disabled: boolean) => setPersonDisabled(person.id, { disabled, version: person.version }),
    { done: person.is_disabled ? "账号已启用" : "账号已停用，当前登录已结束" },
  );
  const askDisable = () =>
    modal.confirm({
      title: `停用 ${person.display_name} 的账号？`,
      content: "停用后立即退出所有登录，不能再次登录；记录都保留，可以随时重新启用。",
      okText: "停用",
      okButtonProps: { danger: true },
      onOk: () => toggle.mutateAsync(true),
    });
  return (
    <Flex gap={8} wrap>
      <Button size="small" onClick={() => url.change({ dialog: "membership", person: person.id }, { keepPage: true })}>
        管理身份
      </Button>
      <ActionButton
        size="small"
        disabledReason={self && "自己的密码在“账号与密码”里修改"}
        onClick={() => url.change({ dialog: "password", person: person.id }, { keepPage: true })}
      >
        重设密码
      </ActionButton>
      {person.is_disabled ? (
        <Button size="small" loading={toggle.isPending} onClick={() => toggle.mutate(false)}>
          启用账号
        </Button>
      ) : (
        <ActionButton
          size="small"
          danger
          disabledReason={self && "不能停用自己的账号"}
          onClick={() => void askDisable()}
        >
          停用账号
        </ActionButton>
      )}
    </Flex>
  );
}
