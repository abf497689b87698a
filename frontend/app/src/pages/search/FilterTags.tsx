import { Flex, Tag } from "antd";
import type { SavedSearch } from "../../api/types";
import { moneyText } from "../../format/money";
import { useReference } from "../../reference/reference";

function rangeText(low: string | null, high: string | null): string[] {
  if (low && high) return [low === high ? low : `${low} 至 ${high}`];
  if (low) return [`${low} 以上`];
  return high ? [`${high} 以下`] : [];
}

const levelText = (level: number | null | undefined) => (level == null ? null : `TRL ${level}`);
const sumText = (fen: number | null | undefined) => (fen == null ? null : moneyText(fen));

/** What a search filters by, in words. */
export function FilterTags({ search }: { search: SavedSearch }) {
  const reference = useReference();
  const names = [
    ...(search.kind ?? []).map((code) => reference.label("listing_kind", code)),
    ...(search.field ?? []).map((code) => reference.field(code)),
    ...(search.industry ?? []).map((code) => reference.industry(code)),
    ...(search.region ?? []).map((code) => reference.region(code)),
    ...rangeText(levelText(search.trl_min), levelText(search.trl_max)),
    ...(search.mode ?? []).map((code) => reference.label("transfer_mode", code)),
    ...(search.price_band ?? []).map((code) => reference.label("price_band", code)),
    ...rangeText(sumText(search.price_min_fen), sumText(search.price_max_fen)),
  ];
  return (
    <Flex gap={4} wrap>
      {names.length > 0 ? names.map((name) => <Tag key={name}>{name}</Tag>) : <span className="quiet">没有筛选条件</span>}
    </Flex>
  );
}
