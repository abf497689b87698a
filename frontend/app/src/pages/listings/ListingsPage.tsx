import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Select } from "antd";
import { Link } from "react-router";
import { listingsQuery, type ListingFilter } from "../../api/listings";
import { FieldSelect } from "../../fields/pickers";
import { path, type ListingNoun } from "../../path";
import { useReference } from "../../reference/reference";
import { isStaff, useSession } from "../../session/session";
import { PageHead } from "../../ui/PageHead";
import { RecordList } from "../../ui/RecordList";
import { useUrlState } from "../../ui/use-url-state";
import { listingColumns, ListingCard } from "./listing-rows";
import { listing_words } from "./words";

type Scope = NonNullable<ListingFilter["scope"]>;

function useScopes(noun: ListingNoun): { value: Scope; label: string }[] {
  const staff = isStaff(useSession());
  const mine = { value: "mine" as const, label: `本单位的${listing_words[noun].noun}` };
  const all = { value: "all" as const, label: "全部" };
  return staff ? [{ value: "review", label: "待审" }, all, mine] : [mine, all];
}

export function ListingsPage({ noun }: { noun: ListingNoun }) {
  const words = listing_words[noun];
  const url = useUrlState();
  const reference = useReference();
  const scopes = useScopes(noun);
  const scope = scopes.find(({ value }) => value === url.get("scope"))?.value ?? scopes[0]?.value;
  const filter: ListingFilter = {
    scope,
    state: url.get("state"),
    q: url.get("q"),
    field: url.get("field"),
    organization_id: url.get("organization_id"),
    cursor: url.get("cursor"),
  };
  const query = useQuery({ ...listingsQuery(noun, filter), placeholderData: keepPreviousData });
  const add = (
    <Link to={path.listingNew(noun)}>
      <Button type="primary">发布{words.noun}</Button>
    </Link>
  );
  return (
    <>
      <PageHead title={words.noun} extra={add} />
      <div className="filters">
        <Segmented<Scope>
          aria-label="范围"
          value={scope}
          options={scopes}
          onChange={(value) => url.change({ scope: value, state: null })}
        />
        <Input.Search
          key={filter.q}
          className="filter-text"
          aria-label={`按名称或编号查找${words.noun}`}
          placeholder="名称或编号"
          allowClear
          defaultValue={filter.q}
          maxLength={200}
          onSearch={(q) => url.change({ q })}
        />
        {scope !== "review" && (
          <Select
            aria-label="状态"
            allowClear
            placeholder="全部状态"
            value={filter.state}
            options={reference.options("listing_state")}
            onChange={(state?: string) => url.change({ state })}
          />
        )}
        <FieldSelect
          aria-label="技术领域"
          placeholder="全部领域"
          value={filter.field}
          onChange={(field?: string) => url.change({ field })}
        />
      </div>
      <RecordList
        label={`${words.noun}列表`}
        query={query}
        rowKey={(row) => row.id}
        columns={listingColumns(noun, reference)}
        card={(row) => <ListingCard noun={noun} row={row} />}
        empty={
          <>
            {scope === "review" ? `没有等待审核的${words.noun}` : `没有符合条件的${words.noun}`}
            {scope === "mine" && <div style={{ marginTop: 12 }}>{add}</div>}
          </>
        }
      />
    </>
  );
}
