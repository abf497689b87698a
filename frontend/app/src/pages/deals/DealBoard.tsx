import { Alert, Card, Empty, Flex, Select } from "antd";
import type { DealRow } from "../../api/types";
import { useReference } from "../../reference/reference";
import { useIsPhone } from "../../ui/media";
import { useUrlState } from "../../ui/use-url-state";
import { DealCard } from "./deal-rows";

interface Column {
  stage: string;
  label: string;
  deals: DealRow[];
}

function useColumns(deals: DealRow[]): Column[] {
  const { options } = useReference();
  return options("deal_stage")
    .filter(({ value }) => value !== "archived")
    .map(({ value, label }) => ({ stage: value, label, deals: deals.filter((deal) => deal.stage === value) }));
}

function Cards({ column }: { column: Column }) {
  if (column.deals.length === 0) return <div className="quiet">没有交易</div>;
  return (
    <ul className="board-cards" aria-label={`${column.label}阶段的交易`}>
      {column.deals.map((deal) => (
        <li key={deal.id}>
          <Card size="small">
            <DealCard row={deal} onBoard />
          </Card>
        </li>
      ))}
    </ul>
  );
}

/** One stage at a time, on a phone. */
function StageList({ columns }: { columns: Column[] }) {
  const url = useUrlState();
  const first = columns.find(({ deals }) => deals.length > 0) ?? columns[0];
  const column = columns.find(({ stage }) => stage === url.get("stage")) ?? first;
  if (!column) return <Empty description="没有交易" />;
  return (
    <Flex vertical gap={12}>
      <Select
        aria-label="阶段"
        value={column.stage}
        options={columns.map(({ stage, label, deals }) => ({ value: stage, label: `${label}（${deals.length}）` }))}
        onChange={(stage) => url.change({ stage }, { replace: true })}
      />
      <Cards column={column} />
    </Flex>
  );
}

export function DealBoard({ deals, total }: { deals: DealRow[]; total: number }) {
  const phone = useIsPhone();
  const columns = useColumns(deals);
  return (
    <Flex vertical gap={12}>
      {total > deals.length && (
        <Alert
          type="info"
          showIcon
          title={`看板显示最近的 ${deals.length} 笔，共 ${total} 笔；请用筛选缩小范围，或切换到列表。`}
        />
      )}
      {phone ? (
        <StageList columns={columns} />
      ) : (
        <div className="board" tabIndex={0} role="region" aria-label="交易看板">
          {columns.map((column) => (
            <section key={column.stage} className="board-column">
              <h2>
                <span>{column.label}</span>
                <span className="quiet">{column.deals.length}</span>
              </h2>
              <Cards column={column} />
            </section>
          ))}
        </div>
      )}
    </Flex>
  );
}
