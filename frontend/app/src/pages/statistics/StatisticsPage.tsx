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

function ByField({ rows }: { rows: StatisticsOut["by_field"] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  if (rows.length === 0) return <Empty description="还没有数据" />;
  return (
    <ul className="todo-list" aria-label="按技术领域">
      {rows.map((row) => (
        <li key={row.value}>
          <span style={{ flex: "0 0 180px" }}>{row.label}</span>
          <Progress
            style={{ flex: "1 1 160px" }}
            percent={(row.count / most) * 100}
            format={() => row.count}
            aria-label={`${row.label} ${row.count}`}
          />
        </li>
      ))}
    </ul>
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
            <Card title="按技术领域">
              <ByField rows={statistics.by_field} />
            </Card>
            <div className="quiet">统计时间 {timeText(statistics.as_of)}</div>
          </Flex>
        )}
      </Loaded>
    </>
  );
}
