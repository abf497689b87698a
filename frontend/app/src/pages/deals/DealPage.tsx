import { useQuery } from "@tanstack/react-query";
import { Card, Flex, Steps, Tabs, Tag } from "antd";
import { useParams } from "react-router";
import { dealQuery } from "../../api/deals";
import type { DealOut } from "../../api/types";
import { timeText } from "../../format/dates";
import { moneyText } from "../../format/money";
import { useReference } from "../../reference/reference";
import { Loaded } from "../../ui/Loaded";
import { useIsPhone } from "../../ui/media";
import { PageHead } from "../../ui/PageHead";
import { DealStateTag, DemoTag } from "../../ui/tags";
import { useUrlState } from "../../ui/use-url-state";
import { FilesTab } from "../files/FilesTab";
import { DealDialogs } from "./DealDialogs";
import { DealMenu } from "./DealMenu";
import { NextStepCard } from "./NextStepCard";
import { PartiesCard } from "./PartiesCard";
import { ContractTab } from "./tabs/ContractTab";
import { PaymentsTab } from "./tabs/PaymentsTab";
import { TermsTab } from "./tabs/TermsTab";
import { TimelineTab } from "./tabs/TimelineTab";

function StageSteps({ deal }: { deal: DealOut }) {
  const { options } = useReference();
  const phone = useIsPhone();
  const stages = options("deal_stage");
  const at = stages.findIndex(({ value }) => value === deal.stage);
  if (phone) {
    return (
      <div>
        第 {at + 1} / {stages.length} 阶段：<strong>{stages[at]?.label}</strong>
        <span className="quiet">（已 {deal.days_in_stage} 天）</span>
      </div>
    );
  }
  return (
    <div className="stage-steps" tabIndex={0} role="region" aria-label="交易阶段">
      <Steps
        size="small"
        titlePlacement="vertical"
        current={at}
        status={deal.state === "lost" ? "error" : deal.state === "archived" ? "finish" : "process"}
        items={stages.map(({ value, label }) => ({
          title: label,
          content: value === deal.stage && deal.state === "active" ? `${deal.days_in_stage} 天` : undefined,
        }))}
      />
    </div>
  );
}

function DealView({ deal }: { deal: DealOut }) {
  const url = useUrlState();
  const items = [
    { key: "timeline", label: "进展", children: <TimelineTab deal={deal} /> },
    { key: "terms", label: "条款与定价", children: <TermsTab deal={deal} /> },
    { key: "contract", label: "合同与登记", children: <ContractTab deal={deal} /> },
    { key: "payments", label: "到账", children: <PaymentsTab deal={deal} /> },
    {
      key: "files",
      label: "文件",
      children: <FilesTab subject={{ kind: "deal", id: deal.id }} canAdd={deal.can.edit || !!deal.my_side} />,
    },
  ];
  const tab = items.find(({ key }) => key === url.get("tab"))?.key ?? "timeline";
  return (
    <>
      <PageHead
        title={deal.title}
        tags={
          <>
            <DealStateTag state={deal.state} />
            <DemoTag show={deal.is_demo} />
            <Tag>{deal.number}</Tag>
            {deal.price_fen != null && <Tag color="cyan">{moneyText(deal.price_fen)}</Tag>}
          </>
        }
        note={`技术经理人 ${deal.manager.name} · ${deal.broker.name} · 更新于 ${timeText(deal.updated_at)}`}
        extra={<DealMenu deal={deal} />}
      />
      <Flex vertical gap={16}>
        <Card size="small">
          <StageSteps deal={deal} />
        </Card>
        <NextStepCard deal={deal} />
        <PartiesCard deal={deal} />
        <Card>
          <Tabs activeKey={tab} onChange={(key) => url.change({ tab: key }, { replace: true })} items={items} />
        </Card>
      </Flex>
      <DealDialogs deal={deal} />
    </>
  );
}

export default function DealPage() {
  const { id = "" } = useParams();
  const query = useQuery(dealQuery(id));
  return <Loaded query={query}>{(deal) => <DealView deal={deal} />}</Loaded>;
}
