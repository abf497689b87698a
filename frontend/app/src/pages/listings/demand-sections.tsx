import { Form, Input, Select, Switch } from "antd";
import { ContactFields } from "../../fields/ContactFields";
import { DateField } from "../../fields/DateField";
import { limit } from "../../fields/limits";
import { OrganizationSelect } from "../../fields/OrganizationSelect";
import { DictionarySelect } from "../../fields/pickers";
import { PriceFields } from "../../fields/PriceFields";
import { RowList } from "../../fields/RowList";
import { useReference } from "../../reference/reference";
import { element_labels } from "./demand-elements";
import type { Section } from "./sections";
import { ClassificationFields, LongText, ModesField, required, TitleFields } from "./shared-fields";

function Basic() {
  return (
    <>
      <TitleFields noun="需求" />
      <div className="field-pair">
        <Form.Item name="kind" label="需求类型">
          <DictionarySelect dictionary="demand_kind" />
        </Form.Item>
        <Form.Item name="urgency" label="紧急程度">
          <DictionarySelect dictionary="urgency" />
        </Form.Item>
      </div>
      <ClassificationFields />
    </>
  );
}

function ElementFields() {
  return (
    <fieldset className="field-group">
      <legend>五要素</legend>
      <p className="quiet">把需求拆成词，匹配会更准；没有的可以不填，输入后按回车。</p>
      <div className="field-pair">
        {Object.entries(element_labels).map(([name, label]) => (
          <Form.Item key={name} name={["elements", name]} label={label}>
            <Select mode="tags" maxCount={limit.keywords} open={false} suffixIcon={null} tokenSeparators={["、", ",", "，", ";", "；"]} />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  );
}

function Technique() {
  return (
    <>
      <LongText name="problem" label="要解决的问题" rows={4} max={limit.answer} />
      <LongText name="key_technology" label="关键技术" max={limit.answer} />
      <LongText name="target" label="预期目标" max={limit.answer} />
      <ElementFields />
      <RowList
        name="indicators"
        noun="指标"
        max={limit.rows}
        blank={{ name: "", current: "", value: "", unit: "", acceptance: "" }}
      >
        {(row) => (
          <>
            <div className="field-pair">
              <Form.Item name={[row, "name"]} label="指标名称" rules={required("请填写指标名称")}>
                <Input maxLength={limit.name} />
              </Form.Item>
              <Form.Item name={[row, "unit"]} label="单位">
                <Input maxLength={limit.name} />
              </Form.Item>
              <Form.Item name={[row, "current"]} label="目前达到">
                <Input maxLength={limit.name} />
              </Form.Item>
              <Form.Item name={[row, "value"]} label="要求达到" rules={required("请填写要求达到的数值")}>
                <Input maxLength={limit.name} />
              </Form.Item>
            </div>
            <Form.Item name={[row, "acceptance"]} label="验收方式">
              <Input maxLength={limit.line} />
            </Form.Item>
          </>
        )}
      </RowList>
    </>
  );
}

function Cooperation() {
  const { trlLevels } = useReference();
  return (
    <>
      <ModesField label="合作方式" />
      <Form.Item name="trl_min" label="最低成熟度">
        <Select
          allowClear
          placeholder="不限"
          options={trlLevels.map(({ level, name, stageLabel }) => ({
            value: level,
            label: `${level} ${name}（${stageLabel}）及以上`,
          }))}
        />
      </Form.Item>
      <LongText name="tried" label="已经尝试过的办法" />
      <LongText name="conditions" label="现有条件（设备、数据、场地）" />
      <LongText name="wanted_partners" label="希望合作的单位" rows={2} />
    </>
  );
}

function Budget() {
  return (
    <>
      <PriceFields name="budget" label="预算" />
      <div className="field-pair">
        <Form.Item name="includes_equipment" label="预算含设备" valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="funding_source" label="资金来源">
          <Input maxLength={limit.line} placeholder="如 自筹、项目经费" />
        </Form.Item>
        <Form.Item name="starts_on" label="开始日期">
          <DateField />
        </Form.Item>
        <Form.Item name="ends_on" label="截止日期">
          <DateField />
        </Form.Item>
      </div>
    </>
  );
}

function Publication() {
  const form = Form.useFormInstance();
  const mode: unknown = Form.useWatch("publish_mode", form);
  return (
    <>
      <div className="field-pair">
        <Form.Item name="publish_mode" label="发布方式">
          <DictionarySelect dictionary="publish_mode" allowClear={false} />
        </Form.Item>
        <Form.Item name="visibility" label="公开范围">
          <DictionarySelect dictionary="visibility" allowClear={false} />
        </Form.Item>
      </div>
      <Form.Item name="invited_organization_ids" label="受邀单位" hidden={mode !== "invited"}>
        <OrganizationSelect mode="multiple" maxCount={limit.organizations} />
      </Form.Item>
      <Form.Item name="excluded_organization_ids" label="不向这些单位公开（选填）">
        <OrganizationSelect mode="multiple" maxCount={limit.organizations} />
      </Form.Item>
      <ContactFields />
      <p className="quiet">联系方式只在双方同意引荐后互相可见，不会出现在公开页面上。</p>
    </>
  );
}

export const demand_sections: Section[] = [
  {
    key: "basic",
    title: "基本信息",
    fields: [
      "title", "summary", "keywords", "kind", "urgency", "field", "industry", "chain", "region", "functional_zone",
    ],
    Fields: Basic,
  },
  {
    key: "technique",
    title: "技术与指标",
    fields: ["problem", "key_technology", "target", "elements", "indicators"],
    Fields: Technique,
  },
  {
    key: "cooperation",
    title: "合作与条件",
    fields: ["modes", "trl_min", "tried", "conditions", "wanted_partners"],
    Fields: Cooperation,
  },
  {
    key: "budget",
    title: "预算与时限",
    fields: ["budget", "includes_equipment", "funding_source", "starts_on", "ends_on"],
    Fields: Budget,
  },
  {
    key: "publication",
    title: "发布与联系",
    fields: ["publish_mode", "visibility", "invited_organization_ids", "excluded_organization_ids", "contact"],
    Fields: Publication,
  },
];
