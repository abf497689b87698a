import { useQuery } from "@tanstack/react-query";
import { dealsQuery } from "../../api/deals";
import type { Listing } from "../../api/listings";
import { dealColumns, DealCard } from "../deals/deal-rows";
import { RecordList } from "../../ui/RecordList";
import { useUrlState } from "../../ui/use-url-state";

/** The deals about this listing; the server finds them by its number. */
export function ListingDealsTab({ listing }: { listing: Listing }) {
  const query = useQuery(dealsQuery({ q: listing.number, cursor: useUrlState().get("cursor") }));
  return (
    <RecordList
      label="交易"
      query={query}
      rowKey={(row) => row.id}
      columns={dealColumns()}
      card={(row) => <DealCard row={row} />}
      empty="还没有交易"
    />
  );
}
