import type { AchievementIn, DemandIn } from "../../api/types";
import { cleanPrice, type PriceLike } from "../../format/money";
import type { ListingNoun } from "../../path";
import type { SectionValues } from "./sections";

/** What takes part in advice and counts; whom to call does not. */
const read_fields: Record<ListingNoun, string[]> = {
  achievements: [
    "title", "summary", "keywords", "problem", "advantage", "application", "description", "indicators", "trl",
    "trl_evidence",
  ],
  demands: [
    "title", "summary", "keywords", "field", "industry", "region", "problem", "key_technology", "target", "elements",
    "indicators", "modes", "trl_min", "conditions", "budget", "ends_on", "visibility", "excluded_organization_ids",
  ],
};

interface Row {
  name?: string;
  value?: string;
}

const isWritten = (row: Row | undefined) => Boolean(row?.name?.trim() && row.value?.trim());

/** A price of which one amount is still to come is not a price yet. */
function wholePrice(price: PriceLike): PriceLike | undefined {
  const { kind, low_fen, high_fen } = cleanPrice(price);
  const isWhole = kind === "negotiable" || (low_fen != null && high_fen != null && low_fen <= high_fen);
  return isWhole ? { kind, low_fen, high_fen } : undefined;
}

function settled(name: string, value: unknown): unknown {
  if (name === "indicators") return Array.isArray(value) ? value.filter(isWritten) : undefined;
  if (name === "budget") return value ? wholePrice(value as PriceLike) : undefined;
  return value;
}

/** The forms as they stand, without what is only half typed: the service would refuse it, and nobody is done yet. */
export function draftOf(noun: ListingNoun, typed: SectionValues, organizationId?: string): AchievementIn & DemandIn {
  const given = read_fields[noun].map((name) => [name, settled(name, typed[name])] as const);
  const draft = Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== null));
  return organizationId ? { ...draft, organization_id: organizationId } : draft;
}
