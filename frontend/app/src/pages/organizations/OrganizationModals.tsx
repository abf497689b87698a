import { Form, Input, Select } from "antd";
import { createOrganization, patchOrganization, type OrganizationValues } from "../../api/organizations";
import type { OrganizationOut } from "../../api/types";
import { ContactFields } from "../../fields/ContactFields";
import { limit } from "../../fields/limits";
import { DictionarySelect, RegionSelect, ZoneSelect } from "../../fields/pickers";
import { FormModal } from "../../ui/FormModal";

const required = (message: string) => [{ required: true, message }];
const empty_contact = { name: "", phone: "", email: "" };
const blank: Partial<OrganizationValues> = {
  kind: "company",
  short_name: "",
  address: "",
  website: "",
  introduction: "",
  qualifications: [],
  contact: empty_contact,
};

function OrganizationFields() {
  return (
    <>
      <Form.Item name="name" label="单位全称" rules={required("请填写单位全称")}>
        <Input maxLength={limit.name} />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name="short_name" label="简称">
          <Input maxLength={limit.name} />
        </Form.Item>
        <Form.Item name="kind" label="单位类型" rules={required("请选择单位类型")}>
          <DictionarySelect dictionary="organization_kind" allowClear={false} />
        </Form.Item>
        <Form.Item name="credit_code" label="统一社会信用代码">
          <Input maxLength={limit.creditCode} />
        </Form.Item>
        <Form.Item name="region" label="所在地区" rules={required("请选择所在地区")}>
          <RegionSelect />
        </Form.Item>
        <Form.Item name="functional_zone" label="功能区">
          <ZoneSelect />
        </Form.Item>
        <Form.Item name="website" label="网站">
          <Input maxLength={limit.line} placeholder="https://" inputMode="url" />
        </Form.Item>
      </div>
      <Form.Item name="address" label="地址">
        <Input maxLength={limit.line} />
      </Form.Item>
      <Form.Item name="qualifications" label="资质" extra="输入后按回车，如 高新技术企业">
        <Select mode="tags" maxCount={limit.rows} open={false} suffixIcon={null} tokenSeparators={["、", ",", "，", ";", "；"]} />
      </Form.Item>
      <Form.Item name="introduction" label="简介">
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={limit.paragraph} showCount />
      </Form.Item>
      <ContactFields />
    </>
  );
}

/** An empty picker means no value, which the server writes as an empty text. */
const clean = (values: OrganizationValues): OrganizationValues => ({
  ...values,
  functional_zone: values.functional_zone ?? "",
  credit_code: values.credit_code?.trim() || null,
});

export function NewOrganizationModal({ onClose }: { onClose: () => void }) {
  return (
    <FormModal<OrganizationValues>
      title="登记单位"
      submitLabel="登记"
      done="已登记单位"
      width={720}
      initialValues={blank}
      onClose={onClose}
      run={(values, key) => createOrganization(clean(values), key)}
    >
      <OrganizationFields />
    </FormModal>
  );
}

export function EditOrganizationModal({ row, onClose }: { row: OrganizationOut; onClose: () => void }) {
  return (
    <FormModal<OrganizationValues>
      title={`编辑 ${row.name}`}
      submitLabel="保存"
      done="已保存"
      width={720}
      initialValues={{ ...row, functional_zone: row.functional_zone || undefined, contact: row.contact ?? empty_contact }}
      onClose={onClose}
      run={(values) => patchOrganization(row.id, { version: row.version, ...clean(values) })}
    >
      <OrganizationFields />
    </FormModal>
  );
}
