import { Tag } from "antd";
import type { AchievementOut, Indicator, IpRight } from "../../api/types";
import { priceText } from "../../format/money";
import { useReference } from "../../reference/reference";
import { TrlTag } from "../../ui/tags";
import { Facts, Rows, Tags, TextBlock, useSharedFacts } from "./detail-parts";

function IndicatorRows({ rows }: { rows: Indicator[] }) {
  return (
    <Rows<Indicator>
      title="技术指标"
      rows={rows}
      columns={[
        { title: "指标", dataIndex: "name" },
        { title: "数值", key: "value", render: (_, row) => `${row.value} ${row.unit}` },
        { title: "对比对象", dataIndex: "comparison" },
        { title: "测试条件", dataIndex: "condition" },
      ]}
      line={(row) => (
        <>
          <strong>{row.name}</strong> {row.value} {row.unit}
          <div className="quiet">{[row.comparison, row.condition].filter(Boolean).join("；")}</div>
        </>
      )}
    />
  );
}

function IpRows({ rows }: { rows: IpRight[] }) {
  const { label } = useReference();
  return (
    <Rows<IpRight>
      title="知识产权"
      rows={rows}
      columns={[
        { title: "类型", key: "kind", render: (_, row) => label("ip_kind", row.kind) },
        { title: "名称", key: "title", render: (_, row) => row.title || "—" },
        { title: "号码", key: "number", render: (_, row) => row.number || "—" },
        { title: "状态", key: "status", render: (_, row) => <Tag>{label("ip_status", row.status)}</Tag> },
        { title: "年费到期", key: "due", render: (_, row) => row.fee_due_on ?? "—" },
      ]}
      line={(row) => (
        <>
          <strong>{label("ip_kind", row.kind)}</strong> {row.title} <Tag>{label("ip_status", row.status)}</Tag>
          <div className="quiet">{row.number}</div>
        </>
      )}
    />
  );
}

export function AchievementDetails({ listing }: { listing: AchievementOut }) {
  const { label } = useReference();
  const facts = [
    { label: "成熟度", children: listing.trl ? <TrlTag level={listing.trl} /> : "—" },
    { label: "转化方式", children: <Tags values={listing.modes.map((mode) => label("transfer_mode", mode))} /> },
    { label: "价格", children: [priceText(listing.price), listing.price_note].filter(Boolean).join("；") },
    { label: "成果体现形式", children: label("result_form", listing.form) },
    { label: "成果属性", children: label("novelty", listing.novelty) },
    { label: "成果水平", children: label("level", listing.level) },
    { label: "成果来源", children: label("origin", listing.origin) },
    { label: "完成人", children: <Tags values={listing.contributors} /> },
    { label: "技术经理人服务", children: listing.wants_manager ? "需要" : "不需要" },
  ];
  const shared = useSharedFacts(listing);
  return (
    <>
      <TextBlock title="摘要" text={listing.summary} />
      <Facts facts={[...facts, ...shared]} />
      <TextBlock title="解决的问题" text={listing.problem} />
      <TextBlock title="技术优势" text={listing.advantage} />
      <TextBlock title="应用场景" text={listing.application} />
      <TextBlock title="技术说明" text={listing.description} />
      <IndicatorRows rows={listing.indicators} />
      <IpRows rows={listing.ip_rights} />
      <TextBlock
        title="成熟度证明"
        text={[listing.trl_evidence, [listing.trl_rated_by, listing.trl_rated_on].filter(Boolean).join("，")]
          .filter(Boolean)
          .join("\n")}
      />
      <TextBlock title="下一步需要" text={listing.next_steps} />
    </>
  );
}
