import { Button, Flex, Form, Input } from "antd";
import { addMembership, createPerson, endMembership, resetPassword, type NewPerson } from "../../api/organizations";
import type { PersonOut } from "../../api/types";
import { limit, password_rule } from "../../fields/limits";
import { OrganizationSelect } from "../../fields/OrganizationSelect";
import { DictionarySelect } from "../../fields/pickers";
import { useReference } from "../../reference/reference";
import { FormModal } from "../../ui/FormModal";
import { useAction } from "../../ui/use-action";

const required = (message: string) => [{ required: true, message }];

function MembershipFields() {
  return (
    <div className="field-pair">
      <Form.Item name="organization_id" label="单位" rules={required("请选择单位")}>
        <OrganizationSelect />
      </Form.Item>
      <Form.Item name="role" label="角色" rules={required("请选择角色")}>
        <DictionarySelect dictionary="role" allowClear={false} />
      </Form.Item>
    </div>
  );
}

export function NewPersonModal({ onClose }: { onClose: () => void }) {
  return (
    <FormModal<NewPerson>
      title="新增人员"
      submitLabel="新增"
      done="已新增人员"
      initialValues={{ email: "", phone: "" }}
      onClose={onClose}
      run={createPerson}
    >
      <div className="field-pair">
        <Form.Item name="login_name" label="登录名" rules={required("请填写登录名")}>
          <Input maxLength={limit.loginName} autoComplete="off" />
        </Form.Item>
        <Form.Item name="display_name" label="姓名" rules={required("请填写姓名")}>
          <Input maxLength={limit.name} />
        </Form.Item>
      </div>
      <Form.Item name="password" label="初始密码" extra={`${password_rule}。请当面或用安全的方式告知本人`} rules={required("请填写初始密码")}>
        <Input.Password maxLength={limit.password} autoComplete="new-password" />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name="email" label="邮箱">
          <Input maxLength={limit.line} inputMode="email" />
        </Form.Item>
        <Form.Item name="phone" label="手机">
          <Input maxLength={limit.name} inputMode="tel" />
        </Form.Item>
      </div>
      <MembershipFields />
    </FormModal>
  );
}

function CurrentMemberships({ person }: { person: PersonOut }) {
  const { label } = useReference();
  const end = useAction(endMembership, { done: "已结束这个身份" });
  return (
    <ul className="todo-list" aria-label="现有身份">
      {person.memberships
        .filter(({ state }) => state !== "ended")
        .map(({ id, organization, role }) => (
          <li key={id}>
            <span>
              {organization.name} · {label("role", role)}
            </span>
            <Button size="small" danger loading={end.isPending} onClick={() => end.mutate(id)}>
              结束
            </Button>
          </li>
        ))}
    </ul>
  );
}

export function MembershipModal({ person, onClose }: { person: PersonOut; onClose: () => void }) {
  return (
    <FormModal<{ organization_id: string; role: string }>
      title={`${person.display_name} 的身份`}
      submitLabel="添加身份"
      done="已添加身份"
      onClose={onClose}
      run={(values) => addMembership(person.id, values)}
      intro={
        <Flex vertical gap={8}>
          <CurrentMemberships person={person} />
          <strong>添加身份</strong>
        </Flex>
      }
    >
      <MembershipFields />
    </FormModal>
  );
}

/** For somebody who forgot it. */
export function PasswordModal({ person, onClose }: { person: PersonOut; onClose: () => void }) {
  return (
    <FormModal<{ password: string }>
      title={`重设 ${person.display_name} 的密码`}
      submitLabel="重设密码"
      done="已重设密码，原来的登录都已结束"
      onClose={onClose}
      run={(values) => resetPassword(person.id, values)}
      intro={<p className="quiet">登录名：{person.login_name}。请先核实是本人；重设后他的所有登录立即结束。</p>}
    >
      <Form.Item
        name="password"
        label="新密码"
        extra={`${password_rule}。请当面或用安全的方式告知本人，请他登录后自己再改`}
        rules={required("请填写新密码")}
      >
        <Input.Password maxLength={limit.password} autoComplete="new-password" autoFocus />
      </Form.Item>
    </FormModal>
  );
}
