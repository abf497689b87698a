import { Alert, Card, Descriptions, Flex, Tag, Typography } from "antd";
import type { DealOut, PricingOut } from "../../../api/types";
import { dueText, today } from "../../../format/dates";
import { moneyText } from "../../../format/money";
import { useReference } from "../../../reference/reference";
import { DialogButton, Evidence } from "./parts";

const colors: Record<string, string> = {
  published: "blue",
  objected: "red",
  stopped: "red",
  superseded: "default",
  cleared: "green",
};

function Countdown({ pricing }: { pricing: PricingOut }) {
  if (pricing.state !== "published" || !pricing.ends_on) return null;
  const over = pricing.ends_on < today();
  return (
    <Alert
      type={over ? "success" : "info"}
      title={
        <span className="countdown">
          {over ? "公示期已满" : `公示到 ${pricing.ends_on} 24:00（${dueText(pricing.ends_on)}）`}
        </span>
      }
      description={`最早签约日期 ${pricing.earliest_signing_on ?? "—"}；起始日不计入，价格或受让方变更后重新计算。`}
    />
  );
}

function PricingActions({ deal, pricing }: { deal: DealOut; pricing: PricingOut }) {
  if (pricing.state === "objected") {
    return <DialogButton deal={deal} dialog="decision" row={pricing.id} label="处理异议" />;
  }
  if (pricing.state !== "published") return null;
  const early = !pricing.ends_on || pricing.ends_on >= today();
  return (
    <Flex gap={8} wrap>
      <DialogButton
        deal={deal}
        dialog="publicity-close"
        row={pricing.id}
        label="结束公示"
        disabledReason={early ? `公示到 ${pricing.ends_on ?? "—"} 才满` : undefined}
      />
      <DialogButton
        deal={deal}
        dialog="objection"
        row={pricing.id}
        label="登记异议"
        danger
        disabledReason={deal.can.raise_objection ? false : "您不能登记异议"}
      />
    </Flex>
  );
}

function PricingCard({ deal, pricing }: { deal: DealOut; pricing: PricingOut }) {
  const { label } = useReference();
  const objection = [pricing.objected_on, pricing.objection].filter(Boolean).join("：");
  const decision =
    pricing.objection_decision &&
    `${label("objection_decision", pricing.objection_decision)}：${pricing.objection_decision_note}`;
  const contact = [pricing.objection_department, pricing.objection_phone, pricing.objection_email]
    .filter(Boolean)
    .join("，");
  const rows: [string, React.ReactNode][] = [
    ["拟交易价格", moneyText(pricing.price_fen)],
    ["受让方", pricing.counterparty || "—"],
    ["公示起止", pricing.published_on ? `${pricing.published_on} 至 ${pricing.ends_on ?? "—"}` : "—"],
    ["最早签约", pricing.earliest_signing_on ?? "—"],
    ["定价依据", pricing.basis || "—"],
    ["公示范围", pricing.scope || "—"],
    ["异议受理", contact || "—"],
    ["证明文件", <Evidence key="f" deal={deal} id={pricing.file_id} />],
    ...(objection ? ([["异议", objection]] as [string, string][]) : []),
    ...(decision ? ([["处理结果", decision]] as [string, string][]) : []),
  ];
  return (
    <Card
      size="small"
      title={
        <>
          {label("pricing_method", pricing.method)}{" "}
          <Tag color={colors[pricing.state]}>{label("pricing_state", pricing.state)}</Tag>
        </>
      }
      extra={<PricingActions deal={deal} pricing={pricing} />}
    >
      <Flex vertical gap={12}>
        <Countdown pricing={pricing} />
        <Descriptions
          size="small"
          column={{ xs: 1, lg: 2 }}
          items={rows.map(([name, children]) => ({ key: name, label: name, children }))}
        />
        {pricing.content_hash && (
          <Typography.Text className="quiet" copyable={{ text: pricing.content_hash }}>
            公示内容指纹 {pricing.content_hash.slice(0, 16)}…
          </Typography.Text>
        )}
      </Flex>
    </Card>
  );
}

/** Every price that was set, newest first: a new price starts the publicity again and the old one stays to be read. */
export function PricingPart({ deal }: { deal: DealOut }) {
  const rows = [...deal.pricings].reverse();
  return (
    <section>
      <Flex className="part-head" justify="space-between" align="center" gap={8} wrap>
        <Typography.Title level={4}>定价与公示</Typography.Title>
        <DialogButton
          deal={deal}
          dialog="pricing"
          label={rows.length > 0 ? "以新价格重新公示" : "确定价格方式"}
        />
      </Flex>
      {rows.length === 0 && <p className="quiet">还没有定价。协议定价须在单位内公示成果名称和拟交易价格。</p>}
      <Flex vertical gap={12}>
        {rows.map((pricing) => (
          <PricingCard key={pricing.id} deal={deal} pricing={pricing} />
        ))}
      </Flex>
    </section>
  );
}
