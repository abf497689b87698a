import type { DemandOut, Target } from "../../api/types";
import { priceText } from "../../format/money";
import { useReference } from "../../reference/reference";
import { TrlTag } from "../../ui/tags";
import { element_labels } from "./demand-elements";
import { Facts, Rows, Tags, TextBlock, useSharedFacts } from "./detail-parts";

function TargetRows({ rows }: { rows: Target[] }) {
  return (
    <Rows<Target>
      title="指标要求"
      rows={rows}
      columns={[
        { title: "指标", dataIndex: "name" },
        { title: "目前", key: "current", render: (_, row) => (row.current ? `${row.current} ${row.unit}` : "—") },
        { title: "目标", key: "value", render: (_, row) => `${row.value} ${row.unit}` },
        { title: "验收方式", dataIndex: "acceptance" },
      ]}
      line={(row) => (
        <>
          <strong>{row.name}</strong> {row.current && `${row.current} → `}
          {row.value} {row.unit}
          <div className="quiet">{row.acceptance}</div>
        </>
      )}
    />
  );
}

export function DemandDetails({ listing }: { listing: DemandOut }) {
  const { label } = useReference();
  const facts = [
    { label: "需求类型", children: label("demand_kind", listing.kind) },
    { label: "紧急程度", children: label("urgency", listing.urgency) },
    { label: "合作方式", children: <Tags values={listing.modes.map((mode) => label("transfer_mode", mode))} /> },
    { label: "最低成熟度", children: listing.trl_min ? <TrlTag level={listing.trl_min} /> : "不限" },
    {
      label: "预算",
      children: [priceText(listing.budget), listing.includes_equipment && "含设备", listing.funding_source]
        .filter(Boolean)
        .join("；"),
    },
    { label: "时限", children: [listing.starts_on, listing.ends_on].filter(Boolean).join(" 至 ") || "—" },
    { label: "发布方式", children: label("publish_mode", listing.publish_mode) },
    ...Object.entries(element_labels).map(([name, title]) => ({
      label: title,
      children: <Tags values={listing.elements[name as keyof typeof element_labels] ?? []} />,
    })),
  ];
  const shared = useSharedFacts(listing);
  return (
    <>
      <TextBlock title="摘要" text={listing.summary} />
      <Facts facts={[...facts, ...shared]} />
      <TextBlock title="要解决的问题" text={listing.problem} />
      <TextBlock title="关键技术" text={listing.key_technology} />
      <TextBlock title="预期目标" text={listing.target} />
      <TargetRows rows={listing.indicators} />
      <TextBlock title="已经尝试过的办法" text={listing.tried} />
      <TextBlock title="现有条件" text={listing.conditions} />
      <TextBlock title="希望合作的单位" text={listing.wanted_partners} />
    </>
  );
}
