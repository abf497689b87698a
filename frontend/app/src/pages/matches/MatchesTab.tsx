import type { ListingNoun } from "../../path";
import { useUrlState } from "../../ui/use-url-state";
import { MatchList } from "./MatchList";

export function MatchesTab({ noun, listingId }: { noun: ListingNoun; listingId: string }) {
  const cursor = useUrlState().get("cursor");
  const filter = noun === "achievements" ? { achievement_id: listingId } : { demand_id: listingId };
  return <MatchList filter={{ ...filter, cursor }} empty="还没有匹配；发布以后几秒内就会算出来。" />;
}
