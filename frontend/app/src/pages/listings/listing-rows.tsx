import { Badge, type TableColumnsType } from "antd";
import { Link } from "react-router";
import type { ListingRow } from "../../api/listings";
import { dayText } from "../../format/dates";
import { priceText } from "../../format/money";
import { path, type ListingNoun } from "../../path";
import { useReference, type Reference } from "../../reference/reference";
import { DemoTag, ListingStateTag, TrlTag } from "../../ui/tags";

export const rowPrice = (row: ListingRow) => ("price" in row ? row.price : row.budget);
export const rowTrl = (row: ListingRow) => ("trl" in row ? row.trl : "trl_min" in row ? row.trl_min : null);

/** The owner's name, or what an anonymous demand shows instead. */
export const ownerName = (row: { organization?: { name: string } | null }) => row.organization?.name ?? "匿名单位";

function Counts({ noun, row }: { noun: ListingNoun; row: ListingRow }) {
  return (
    <span className="row-line">
      <Link to={path.listing(noun, row.id, "matches")} aria-label={`待处理匹配 ${row.open_matches}`}>
        匹配 <Badge count={row.open_matches} showZero size="small" color={row.open_matches ? "#0e5f57" : "#8c9592"} />
      </Link>
      <Link to={path.listing(noun, row.id, "deals")} aria-label={`进行中交易 ${row.active_deals}`}>
        交易 <Badge count={row.active_deals} showZero size="small" color={row.active_deals ? "#0b5cad" : "#8c9592"} />
      </Link>
    </span>
  );
}

export function listingColumns(noun: ListingNoun, reference: Reference): TableColumnsType<ListingRow> {
  return [
    {
      title: "名称",
      key: "title",
      render: (_, row) => (
        <>
          <Link className="row-title" to={path.listing(noun, row.id)}>
            {row.title}
          </Link>{" "}
          <DemoTag show={row.is_demo} />
          <div className="quiet">
            {row.number} · {ownerName(row)}
          </div>
        </>
      ),
    },
    { title: "状态", key: "state", width: 96, render: (_, row) => <ListingStateTag state={row.state} /> },
    { title: "领域", key: "field", width: 150, render: (_, row) => reference.field(row.field) },
    {
      title: noun === "achievements" ? "价格" : "预算",
      key: "price",
      width: 130,
      render: (_, row) => priceText(rowPrice(row)),
    },
    { title: "匹配与交易", key: "counts", width: 150, render: (_, row) => <Counts noun={noun} row={row} /> },
    { title: "更新", key: "updated", width: 110, render: (_, row) => dayText(row.updated_at) },
  ];
}

export function ListingCard({ noun, row }: { noun: ListingNoun; row: ListingRow }) {
  const reference = useReference();
  return (
    <>
      <h3>
        <Link to={path.listing(noun, row.id)}>{row.title}</Link>
      </h3>
      <div className="quiet">
        {row.number} · {ownerName(row)}
      </div>
      <div className="row-line">
        <ListingStateTag state={row.state} />
        <TrlTag level={rowTrl(row)} />
        <DemoTag show={row.is_demo} />
      </div>
      <div className="quiet">
        {reference.field(row.field)} · {priceText(rowPrice(row))} · {dayText(row.updated_at)}
      </div>
      <Counts noun={noun} row={row} />
    </>
  );
}
