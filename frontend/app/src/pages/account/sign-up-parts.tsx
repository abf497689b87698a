import { Form, Input, Radio } from "antd";
import { limit, password_rule } from "../../fields/limits";
import { RegionSelect, ZoneSelect } from "../../fields/pickers";
import { useReference } from "../../reference/reference";

const own_kinds = ["company", "university", "institute"];
const required = (message: string) => [{ required: true, message }];

export function OrganizationPart() {
  const { options } = useReference();
  const kinds = options("organization_kind").filter(({ value }) => own_kinds.includes(value));
  return (
    <>
      <Form.Item name={["organization", "kind"]} label="单位类型">
        <Radio.Group options={kinds} />
      </Form.Item>
      <Form.Item name={["organization", "name"]} label="单位全称" rules={required("请填写单位全称")}>
        <Input maxLength={limit.name} autoComplete="organization" />
      </Form.Item>
      <Form.Item
        name={["organization", "credit_code"]}
        label="统一社会信用代码"
        extra="18 位，营业执照或事业单位法人证书上的代码"
        rules={required("请填写统一社会信用代码")}
      >
        <Input maxLength={limit.creditCode} />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name={["organization", "region"]} label="所在地区" rules={required("请选择所在地区")}>
          <RegionSelect />
        </Form.Item>
        <Form.Item name={["organization", "functional_zone"]} label="功能区（选填）">
          <ZoneSelect />
        </Form.Item>
      </div>
      <Form.Item name={["organization", "website"]} label="网站（选填）">
        <Input maxLength={limit.line} placeholder="https://" inputMode="url" />
      </Form.Item>
      <Form.Item name={["organization", "introduction"]} label="单位简介（选填）">
        <Input.TextArea rows={3} maxLength={limit.paragraph} showCount />
      </Form.Item>
      <div className="field-triple">
        <Form.Item name={["organization", "contact", "name"]} label="单位联系人" rules={required("请填写单位联系人")}>
          <Input maxLength={limit.name} />
        </Form.Item>
        <Form.Item name={["organization", "contact", "phone"]} label="单位联系电话" rules={required("请填写单位联系电话")}>
          <Input maxLength={limit.name} inputMode="tel" />
        </Form.Item>
        <Form.Item name={["organization", "contact", "email"]} label="单位联系邮箱" rules={required("请填写单位联系邮箱")}>
          <Input maxLength={limit.line} inputMode="email" />
        </Form.Item>
      </div>
    </>
  );
}

export function PersonPart() {
  return (
    <>
      <div className="field-pair">
        <Form.Item name={["person", "login_name"]} label="登录名" rules={required("请填写登录名")}>
          <Input maxLength={limit.loginName} autoComplete="username" />
        </Form.Item>
        <Form.Item name={["person", "display_name"]} label="姓名" rules={required("请填写姓名")}>
          <Input maxLength={limit.name} autoComplete="name" />
        </Form.Item>
        <Form.Item name={["person", "password"]} label="密码" extra={password_rule} rules={required("请填写密码")}>
          <Input.Password maxLength={limit.password} autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="password_again"
          label="再输入一次密码"
          dependencies={[["person", "password"]]}
          rules={[
            { required: true, message: "请再输入一次密码" },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue(["person", "password"])
                  ? Promise.resolve()
                  : Promise.reject(new Error("两次输入的密码不一致")),
            }),
          ]}
        >
          <Input.Password maxLength={limit.password} autoComplete="new-password" />
        </Form.Item>
        <Form.Item name={["person", "email"]} label="邮箱" rules={required("请填写邮箱")}>
          <Input maxLength={limit.line} inputMode="email" autoComplete="email" />
        </Form.Item>
        <Form.Item name={["person", "phone"]} label="手机" rules={required("请填写手机号")}>
          <Input maxLength={limit.name} inputMode="tel" autoComplete="tel" />
        </Form.Item>
      </div>
    </>
  );
}
