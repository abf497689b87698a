/** Short names for the shapes that the server declares; the shapes themselves are generated. */

import type { components, paths } from "./schema";

/**
 * Codes are strings here: what a code may be and how it is called comes from /reference while the page runs, so the
 * closed lists of the document would only have to be cast away at every select.
 */
export type Plain<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { [Key in keyof T]: Plain<T[Key]> }
      : T;

export type Schemas = { [Name in keyof components["schemas"]]: Plain<components["schemas"][Name]> };

/** The operations below /api/v1, named as the code calls them. */
export type Paths = {
  [Path in keyof paths as Path extends `/api/v1${infer Rest}` ? Rest : never]: Plain<paths[Path]>;
};

export type AchievementIn = Schemas["AchievementIn"];
export type AchievementOut = Schemas["AchievementOut"];
export type AchievementRow = Schemas["AchievementRow"];
export type AdviceOut = Schemas["AdviceOut"];
export type AnswerOut = Schemas["AnswerOut"];
export type AuditEventOut = Schemas["AuditEventOut"];
export type AuditVerificationOut = Schemas["AuditVerificationOut"];
export type Confidentiality = Schemas["Confidentiality"];
export type Contact = Schemas["Contact"];
export type ContractIn = Schemas["ContractIn"];
export type CutOut = Schemas["CutOut"];
export type CutPreviewOut = Schemas["CutPreviewOut"];
export type DealEventOut = Schemas["DealEventOut"];
export type DealIn = Schemas["DealIn"];
export type DealOut = Schemas["DealOut"];
export type DealPatch = Schemas["DealPatch"];
export type DealRow = Schemas["DealRow"];
export type DealTerms = Schemas["DealTerms"];
export type DemandIn = Schemas["DemandIn"];
export type DemandOut = Schemas["DemandOut"];
export type DemandRow = Schemas["DemandRow"];
export type DeskOut = Schemas["DeskOut"];
export type DetailOut = Schemas["DetailOut"];
export type DictionaryChange = Schemas["DictionaryChange"];
export type DictionaryOut = Schemas["DictionaryOut"];
export type DictionaryVersionOut = Schemas["DictionaryVersionOut"];
export type EntryOut = Schemas["EntryOut"];
export type Evaluation = Schemas["Evaluation"];
export type FileOut = Schemas["FileOut"];
export type IndexOut = Schemas["IndexOut"];
export type Indicator = Schemas["Indicator"];
export type InstalmentIn = Schemas["InstalmentIn"];
export type IpRight = Schemas["IpRight"];
export type ListDifferenceOut = Schemas["ListDifferenceOut"];
export type ManagerOut = Schemas["ManagerOut"];
export type MatchDetailOut = Schemas["MatchDetailOut"];
export type MatchManagersOut = Schemas["MatchManagersOut"];
export type SuggestedManagerOut = Schemas["SuggestedManagerOut"];
export type MatchModelOut = Schemas["MatchModelOut"];
export type MatchModelsOut = Schemas["MatchModelsOut"];
export type MatchOut = Schemas["MatchOut"];
export type MatchPreviewOut = Schemas["MatchPreviewOut"];
export type OrganizationIn = Schemas["OrganizationIn"];
export type OrganizationOut = Schemas["OrganizationOut"];
export type OrganizationPatch = Schemas["OrganizationPatch"];
export type PaymentOut = Schemas["PaymentOut"];
export type PersonIn = Schemas["PersonIn"];
export type PersonOut = Schemas["PersonOut"];
export type Place = Schemas["Place"];
export type PreviewOut = Schemas["PreviewOut"];
export type PricingIn = Schemas["PricingIn"];
export type PricingOut = Schemas["PricingOut"];
export type ProposalOut = Schemas["ProposalOut"];
export type QualityOut = Schemas["QualityOut"];
export type QualityRow = Schemas["QualityRow"];
export type ReferenceOut = Schemas["ReferenceOut"];
export type RegistrationOut = Schemas["RegistrationOut"];
export type RevisionOut = Schemas["RevisionOut"];
export type SavedSearch = Schemas["SavedSearch"];
export type ScenarioChangeOut = Schemas["ScenarioChangeOut"];
export type SearchHitOut = Schemas["SearchHitOut"];
export type SearchOut = Schemas["SearchOut"];
export type SessionOut = Schemas["SessionOut"];
export type SignUpIn = Schemas["SignUpIn"];
export type StandingSearchIn = Schemas["StandingSearchIn"];
export type StandingSearchOut = Schemas["StandingSearchOut"];
export type StandingSearchesOut = Schemas["StandingSearchesOut"];
export type StatisticsOut = Schemas["StatisticsOut"];
export type SuggestionOut = Schemas["SuggestionOut"];
export type Target = Schemas["Target"];
export type UnmetSearchOut = Schemas["UnmetSearchOut"];
export type UnmetSearchesOut = Schemas["UnmetSearchesOut"];
export type UnreadOut = Schemas["UnreadOut"];
export type WatchesOut = Schemas["WatchesOut"];
export type WatchOut = Schemas["WatchOut"];

/** The three lists are parts of the screen, not codes of a dictionary. */
export type WordList = keyof Schemas["DictionaryChange"];

/** One page of a list. */
export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
  total: number;
}
