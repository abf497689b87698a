import { Form, Input, Select, Switch } from "antd";
import { ContactFields } from "../../fields/ContactFields";
import { DateField } from "../../fields/DateField";
import { limit } from "../../fields/limits";
import { OrganizationSelect } from "../../fields/OrganizationSelect";
import { DictionarySelect } from "../../fields/pickers";
import { PriceFields } from "../../fields/PriceFields";
import { RowList } from "../../fields/RowList";
import { TrlPicker } from "../../fields/TrlPicker";
import type { Section } from "./sections";
import { ClassificationFields, LongText, ModesField, required, TitleFields } from "./shared-fields";

function Basic() {
  return (
    <>
      <TitleFields noun="成果" />
      <ClassificationFields />
      <div className="field-pair">
        <Form.Item name="form" label="成果体现形式">
          <DictionarySelect dictionary="result_form" />
        </Form.Item>
        <Form.Item name="novelty" label="成果属性">
          <DictionarySelect dictionary="novelty" />
        </Form.Item>
        <Form.Item name="level" label="成果水平">
          <DictionarySelect dictionary="level" />
        </Form.Item>
        <Form.Item name="origin" label="成果来源">
          <DictionarySelect dictionary="origin" />
        </Form.Item>
      </div>
      <Form.Item name="contributors" label="完成人" extra="输入姓名后按回车">
        <Select mode="tags" maxCount={limit.contributors} open={false} suffixIcon={null} tokenSeparators={["、", ",", "，", ";", "；"]} />
      </Form.Item>
    </>
  );
}

function Technique() {
  return (
    <>
      <LongText name="problem" label="解决的问题" />
      <LongText name="advantage" label="技术优势" />
      <LongText name="application" label="应用场景" />
      <LongText name="description" label="技术说明" rows={6} max={limit.description} />
      <RowList
        name="indicators"
        noun="指标"
        max={limit.rows}
        blank={{ name: "", value: "", unit: "", comparison: "", condition: "" }}
      >
        {(row) => (
          <>
            <div className="field-triple">
              <Form.Item name={[row, "name"]} label="指标名称" rules={required("请填写指标名称")}>
                <Input maxLength={limit.name} />
              </Form.Item>
              <Form.Item name={[row, "value"]} label="数值" rules={required("请填写数值")}>
                <Input maxLength={limit.name} />
              </Form.Item>
              <Form.Item name={[row, "unit"]} label="单位">
                <Input maxLength={limit.name} />
              </Form.Item>
            </div>
            <div className="field-pair">
              <Form.Item name={[row, "comparison"]} label="对比对象">
                <Input maxLength={limit.line} placeholder="如 国内同类产品 0.8 s" />
              </Form.Item>
              <Form.Item name={[row, "condition"]} label="测试条件或报告">
                <Input maxLength={limit.line} />
              </Form.Item>
            </div>
          </>
        )}
      </RowList>
    </>
  );
}

function Maturity() {
  return (
    <>
      <Form.Item name="trl" label="技术成熟度">
        <TrlPicker />
      </Form.Item>
      <LongText name="trl_evidence" label="成熟度证明" placeholder="例如测试报告的名称、编号和出具单位" />
      <div className="field-pair">
        <Form.Item name="trl_rated_by" label="评价单位">
          <Input maxLength={limit.name} />
        </Form.Item>
        <Form.Item name="trl_rated_on" label="评价日期">
          <DateField />
        </Form.Item>
      </div>
      <LongText name="next_steps" label="下一步需要什么（中试、资金、场景等）" />
    </>
  );
}

function IpRights() {
  return (
    <RowList
      name="ip_rights"
      noun="知识产权"
      max={limit.rows}
      blank={{ kind: "invention", status: "granted", number: null, title: null, fee_due_on: null }}
    >
      {(row) => (
        <>
          <div className="field-pair">
            <Form.Item name={[row, "kind"]} label="类型">
              <DictionarySelect dictionary="ip_kind" allowClear={false} />
            </Form.Item>
            <Form.Item name={[row, "status"]} label="法律状态">
              <DictionarySelect dictionary="ip_status" allowClear={false} />
            </Form.Item>
          </div>
          <Form.Item name={[row, "title"]} label="名称">
            <Input maxLength={limit.line} />
          </Form.Item>
          <div className="field-pair">
            <Form.Item name={[row, "number"]} label="专利号或登记号" extra="专利号会核对校验位，如 ZL201710601862.3">
              <Input maxLength={limit.name} />
            </Form.Item>
            <Form.Item name={[row, "fee_due_on"]} label="年费到期日">
              <DateField />
            </Form.Item>
          </div>
        </>
      )}
    </RowList>
  );
}

function Transfer() {
  return (
    <>
      <ModesField label="转化方式" />
      <PriceFields name="price" label="价格" />
      <LongText name="price_note" label="价格说明" rows={2} />
      <Form.Item name="wants_manager" label="需要技术经理人服务" valuePropName="checked">
        <Switch />
      </Form.Item>
    </>
  );
}

function Publication() {
  return (
    <>
      <Form.Item name="visibility" label="公开范围">
        <DictionarySelect dictionary="visibility" allowClear={false} />
      </Form.Item>
      <Form.Item name="excluded_organization_ids" label="不向这些单位公开（选填）">
        <OrganizationSelect mode="multiple" maxCount={limit.organizations} />
      </Form.Item>
      <ContactFields />
      <p className="quiet">联系方式只在双方同意引荐后互相可见，不会出现在公开页面上。</p>
    </>
  );
}

export const achievement_sections: Section[] = [
  {
    key: "basic",
    title: "基本信息",
    fields: [
      "title", "summary", "keywords", "field", "industry", "chain", "region", "functional_zone",
      "form", "novelty", "level", "origin", "contributors",
    ],
    Fields: Basic,
  },
  {
    key: "technique",
    title: "技术与指标",
    fields: ["problem", "advantage", "application", "description", "indicators"],
    Fields: Technique,
  },
  {
    key: "maturity",
    title: "成熟度",
    fields: ["trl", "trl_evidence", "trl_rated_by", "trl_rated_on", "next_steps"],
    Fields: Maturity,
  },
  { key: "ip", title: "知识产权", fields: ["ip_rights"], Fields: IpRights },
  {
    key: "transfer",
    title: "转化与价格",
    fields: ["modes", "price", "price_note", "wants_manager"],
    Fields: Transfer,
  },
  {
    key: "publication",
    title: "公开与联系",
    fields: ["visibility", "excluded_organization_ids", "contact"],
    Fields: Publication,
  },
];
