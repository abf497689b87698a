import { useQuery } from "@tanstack/react-query";
import { dealsQuery } from "../../api/deals";
import type { Listing } from "../../api/listings";
import type { ListingNoun } from "../../path";
import { dealColumns, DealCard } from "../deals/deal-rows";
import { RecordList } from "../../ui/RecordList";
import { useUrlState } from "../../ui/use-url-state";

/** The deals about this listing. */
export function ListingDealsTab({ noun, listing }: { noun: ListingNoun; listing: Listing }) {
  const about = noun === "achievements" ? { achievement_id: listing.id } : { demand_id: listing.id };
  const query = useQuery(dealsQuery({ ...about, cursor: useUrlState().get("cursor") }));
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
