import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Flex, Progress, Statistic } from "antd";
import { statisticsQuery } from "../../api/organizations";
import type { StatisticsOut } from "../../api/types";
import { timeText } from "../../format/dates";
import { moneyText } from "../../format/money";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { SmartLink } from "../../ui/SmartLink";

function Figures({ figures }: { figures: StatisticsOut["figures"] }) {
  return (
    <div className="figure-grid">
      {figures.map((figure) => (
        <SmartLink key={figure.key} href={figure.href} className="figure-link">
          <Card size="small" hoverable>
            <Statistic title={figure.label} value={figure.count} />
            {figure.amount_fen != null && <div>{moneyText(figure.amount_fen)}</div>}
            <div className="quiet">{figure.definition}</div>
          </Card>
        </SmartLink>
      ))}
    </div>
  );
}

type Counts = StatisticsOut["achievements_by_field"];

function CountCard({ title, rows }: { title: string; rows: Counts }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Card size="small" title={<h2 className="row-title">{title}</h2>}>
      {rows.length === 0 ? (
        <Empty description="还没有数据" />
      ) : (
        <ul className="count-list" aria-label={title}>
          {rows.map((row) => (
            <li key={row.code}>
              <SmartLink href={row.href}>{row.label}</SmartLink>
              <Progress
                status="normal"
                percent={(row.count / most) * 100}
                format={() => row.count}
                aria-label={`${row.label} ${row.count}`}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export default function StatisticsPage() {
  const query = useQuery(statisticsQuery);
  return (
    <>
      <PageHead title="统计" note="每个数字都可以点开，看到它由哪些记录组成。" />
      <Loaded query={query}>
        {(statistics) => (
          <Flex vertical gap={16}>
            <Figures figures={statistics.figures} />
            <div className="compare">
              <CountCard title="成果按技术领域" rows={statistics.achievements_by_field} />
              <CountCard title="需求按技术领域" rows={statistics.demands_by_field} />
              <CountCard title="成果按技术成熟度" rows={statistics.achievements_by_trl} />
              <CountCard title="进行中的交易按阶段" rows={statistics.deals_by_stage} />
            </div>
            <div className="quiet">统计时间 {timeText(statistics.as_of)}</div>
          </Flex>
        )}
      </Loaded>
    </>
  );
}
