import { Form, Input, Select } from "antd";
import { limit, oneLine } from "../../fields/limits";
import { ChainSelect, DictionarySelect, FieldSelect, IndustrySelect, RegionSelect, ZoneSelect } from "../../fields/pickers";

interface LongTextProps {
  name: string;
  label: string;
  rows?: number;
  placeholder?: string;
  max?: number;
}

/** What a row of a table cannot be without; a draft as a whole may be incomplete. */
export const required = (message: string) => [{ required: true, whitespace: true, message }];

export function LongText({ name, label, rows = 3, placeholder, max = limit.paragraph }: LongTextProps) {
  return (
    <Form.Item name={name} label={label}>
      <Input.TextArea autoSize={{ minRows: rows, maxRows: 16 }} maxLength={max} showCount placeholder={placeholder} />
    </Form.Item>
  );
}

export function TitleFields({ noun }: { noun: string }) {
  return (
    <>
      <Form.Item
        name="title"
        label={`${noun}名称`}
        rules={[{ required: true, whitespace: true, message: `请填写${noun}名称` }]}
      >
        <Input maxLength={limit.title} showCount />
      </Form.Item>
      <Form.Item name="summary" label="摘要" extra="公开页面和检索结果最先看到的一句话" normalize={oneLine}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={limit.summary} showCount />
      </Form.Item>
      <Form.Item name="keywords" label="关键词" extra={`输入后按回车，3 到 8 个为宜，最多 ${limit.keywords} 个`}>
        <Select mode="tags" maxCount={limit.keywords} open={false} suffixIcon={null} tokenSeparators={["、", ",", "，", ";", "；"]} />
      </Form.Item>
    </>
  );
}

export function ClassificationFields() {
  return (
    <div className="field-pair">
      <Form.Item name="field" label="技术领域">
        <FieldSelect />
      </Form.Item>
      <Form.Item name="industry" label="应用行业">
        <IndustrySelect />
      </Form.Item>
      <Form.Item name="region" label="地区">
        <RegionSelect />
      </Form.Item>
      <Form.Item name="functional_zone" label="功能区">
        <ZoneSelect />
      </Form.Item>
      <Form.Item name="chain" label="产业链">
        <ChainSelect />
      </Form.Item>
    </div>
  );
}

export function ModesField({ label }: { label: string }) {
  return (
    <Form.Item name="modes" label={label} extra="可以多选">
      <DictionarySelect dictionary="transfer_mode" mode="multiple" />
    </Form.Item>
  );
}
