import type { ListingNoun } from "../../path";

export const nounOf = (kind: string): ListingNoun => (kind === "demand" ? "demands" : "achievements");
