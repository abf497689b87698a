import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Select } from "antd";
import { useNavigate } from "react-router";
import { dealsQuery, type DealFilter } from "../../api/deals";
import { ManagerSelect } from "../../fields/ManagerSelect";
import { FieldSelect } from "../../fields/pickers";
import { path } from "../../path";
import { useReference } from "../../reference/reference";
import { isStaff, useSession } from "../../session/session";
import { Loaded } from "../../ui/Loaded";
import { PageHead } from "../../ui/PageHead";
import { RecordList } from "../../ui/RecordList";
import { useUrlState } from "../../ui/use-url-state";
import { DealBoard } from "./DealBoard";
import { DealCard, dealColumns } from "./deal-rows";
import { NewDealModal } from "./NewDealModal";

const board_rows_max = 100;
/** As the server takes. */
const fields_max = 10;

function Board({ filter }: { filter: DealFilter }) {
  const query = useQuery({
    ...dealsQuery({ ...filter, state: "active", limit: board_rows_max }),
    placeholderData: keepPreviousData,
  });
  return <Loaded query={query}>{(page) => <DealBoard deals={page.items} total={page.total} />}</Loaded>;
}

function DealTable({ filter }: { filter: DealFilter }) {
  const query = useQuery({ ...dealsQuery(filter), placeholderData: keepPreviousData });
  return (
    <RecordList
      label="交易列表"
      query={query}
      rowKey={(row) => row.id}
      columns={dealColumns()}
      card={(row) => <DealCard row={row} />}
      empty="没有符合条件的交易"
    />
  );
}

export default function DealsPage() {
  const url = useUrlState();
  const navigate = useNavigate();
  const staff = isStaff(useSession());
  const { options } = useReference();
  const table = url.get("view") === "table";
  const shared: DealFilter = {
    q: url.get("q"),
    manager_id: url.get("manager_id"),
    organization_id: url.get("organization_id"),
    field: url.get("field"),
  };
  return (
    <>
      <PageHead
        title="交易"
        extra={
          staff && (
            <Button type="primary" onClick={() => url.change({ dialog: "new" }, { keepPage: true })}>
              手工建立交易
            </Button>
          )
        }
      />
      <div className="filters">
        <Segmented
          aria-label="视图"
          value={table ? "table" : "board"}
          options={[
            { value: "board", label: "看板" },
            { value: "table", label: "列表" },
          ]}
          onChange={(view) => url.change({ view: view === "board" ? null : view, state: null })}
        />
        <Input.Search
          key={shared.q}
          className="filter-text"
          aria-label="按名称或编号查找交易"
          placeholder="名称或编号"
          allowClear
          defaultValue={shared.q}
          maxLength={200}
          onSearch={(q) => url.change({ q })}
        />
        {staff && (
          <ManagerSelect
            aria-label="技术经理人"
            placeholder="全部经理人"
            value={shared.manager_id}
            onChange={(id?: string) => url.change({ manager_id: id })}
          />
        )}
        {staff && (
          <FieldSelect
            aria-label="技术领域"
            mode="multiple"
            maxTagCount={1}
            maxCount={fields_max}
            placeholder="全部领域"
            value={shared.field?.split(",") ?? []}
            onChange={(fields: string[]) => url.change({ field: fields.join(",") || null })}
          />
        )}
        {table && (
          <>
            <Select
              aria-label="状态"
              allowClear
              placeholder="全部状态"
              value={url.get("state")}
              options={options("deal_state")}
              onChange={(state?: string) => url.change({ state })}
            />
            <Select
              aria-label="阶段"
              allowClear
              placeholder="全部阶段"
              value={url.get("stage")}
              options={options("deal_stage")}
              onChange={(stage?: string) => url.change({ stage })}
            />
          </>
        )}
      </div>
      {table ? (
        <DealTable
          filter={{ ...shared, state: url.get("state"), stage: url.get("stage"), cursor: url.get("cursor") }}
        />
      ) : (
        <Board filter={shared} />
      )}
      {url.get("dialog") === "new" && (
        <NewDealModal
          onClose={() => url.change({ dialog: null }, { keepPage: true })}
          onStarted={(deal) => void navigate(path.deal(deal.id))}
        />
      )}
    </>
  );
}
