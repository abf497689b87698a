import { Select, type SelectProps } from "antd";
import { useMemo } from "react";
import { useReference } from "../reference/reference";

type PickerProps = Omit<SelectProps, "options" | "showSearch">;

const matches = (input: string, option?: { label?: unknown; value?: unknown }) =>
  `${String(option?.label)} ${String(option?.value)}`.toLowerCase().includes(input.trim().toLowerCase());

const searching = { filterOption: matches };

/** One of the terms of a dictionary, with its note under the label. */
export function DictionarySelect({ dictionary, ...select }: PickerProps & { dictionary: string }) {
  const { options } = useReference();
  return (
    <Select
      allowClear
      placeholder="请选择"
      {...select}
      showSearch={searching}
      options={options(dictionary)}
      optionRender={({ data }) => (
        <>
          {data.label}
          {data.note && <div className="quiet option-note">{data.note}</div>}
        </>
      )}
    />
  );
}

export function FieldSelect(select: PickerProps) {
  const { data } = useReference();
  const options = useMemo(() => data.fields.map(({ code, label }) => ({ value: code, label })), [data]);
  return <Select allowClear placeholder="请选择技术领域" {...select} showSearch={searching} options={options} />;
}

export function IndustrySelect(select: PickerProps) {
  const { data } = useReference();
  const options = useMemo(
    () => data.industries.map(({ code, label }) => ({ value: code, label: `${code} ${label}` })),
    [data],
  );
  return (
    <Select allowClear placeholder="输入行业名称或代码查找，如 C371" {...select} showSearch={searching} options={options} />
  );
}

export function RegionSelect(select: PickerProps) {
  const { data } = useReference();
  const options = useMemo(() => data.regions.map(({ code, label }) => ({ value: code, label })), [data]);
  return <Select allowClear placeholder="输入地名查找，如 甘井子" {...select} showSearch={searching} options={options} />;
}

export function ZoneSelect(select: PickerProps) {
  const { data } = useReference();
  const options = useMemo(() => data.functional_zones.map((zone) => ({ value: zone, label: zone })), [data]);
  return <Select allowClear placeholder="如 大连高新区" {...select} showSearch={searching} options={options} />;
}

export function ChainSelect(select: PickerProps) {
  const { data } = useReference();
  const options = useMemo(() => data.chains.map(({ code, label }) => ({ value: code, label })), [data]);
  return <Select allowClear placeholder="请选择产业链" {...select} showSearch={searching} options={options} />;
}

export function ContractTypeSelect(select: PickerProps) {
  const { data } = useReference();
  const options = useMemo(
    () =>
      data.contract_types.map((type) => ({
        label: type.label,
        title: type.label,
        options: type.children.map(({ code, label }) => ({ value: code, label: `${label}（${code}）` })),
      })),
    [data],
  );
  return <Select placeholder="请选择合同类型" {...select} showSearch={searching} options={options} />;
}
