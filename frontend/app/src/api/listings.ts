import { queryOptions } from "@tanstack/react-query";
import type { ListingNoun } from "../path";
import { api, once, unwrap } from "./client";
import type { AchievementIn, AchievementOut, AchievementRow, AdviceOut, DemandIn, DemandOut, DemandRow, Page, RevisionOut } from "./types";

export type Listing = AchievementOut | DemandOut;
export type ListingRow = AchievementRow | DemandRow;

export interface ListingFilter {
  scope?: "mine" | "review" | "all";
  state?: string;
  q?: string;
  field?: string;
  organization_id?: string;
  cursor?: string;
  limit?: number;
}

export interface Reasoned {
  version: number;
  reason: string;
  note: string;
}

/** The verbs that achievements and demands share; each noun has its own typed paths. */
const calls = {
  achievements: {
    list: (query: ListingFilter) => unwrap<Page<AchievementRow>>(api.GET("/achievements", { params: { query } })),
    get: (id: string) => unwrap<AchievementOut>(api.GET("/achievements/{id}", { params: { path: { id } } })),
    revisions: (id: string) =>
      unwrap<RevisionOut[]>(api.GET("/achievements/{id}/revisions", { params: { path: { id } } })),
    create: (body: AchievementIn, key: string) =>
      unwrap<AchievementOut>(api.POST("/achievements", { body, headers: once(key) })),
    check: (body: AchievementIn) => unwrap<AdviceOut[]>(api.POST("/achievements/check", { body })),
    patch: (id: string, body: AchievementIn) =>
      unwrap<AchievementOut>(api.PATCH("/achievements/{id}", { params: { path: { id } }, body })),
    submit: (id: string, version: number) =>
      unwrap<AchievementOut>(api.POST("/achievements/{id}/submit", { params: { path: { id } }, body: { version } })),
    publish: (id: string, version: number) =>
      unwrap<AchievementOut>(api.POST("/achievements/{id}/publish", { params: { path: { id } }, body: { version } })),
    reopen: (id: string, version: number) =>
      unwrap<AchievementOut>(api.POST("/achievements/{id}/reopen", { params: { path: { id } }, body: { version } })),
    return: (id: string, body: Reasoned) =>
      unwrap<AchievementOut>(api.POST("/achievements/{id}/return", { params: { path: { id } }, body })),
    close: (id: string, body: Reasoned) =>
      unwrap<AchievementOut>(api.POST("/achievements/{id}/close", { params: { path: { id } }, body })),
  },
  demands: {
    list: (query: ListingFilter) => unwrap<Page<DemandRow>>(api.GET("/demands", { params: { query } })),
    get: (id: string) => unwrap<DemandOut>(api.GET("/demands/{id}", { params: { path: { id } } })),
    revisions: (id: string) => unwrap<RevisionOut[]>(api.GET("/demands/{id}/revisions", { params: { path: { id } } })),
    create: (body: DemandIn, key: string) =>
      unwrap<DemandOut>(api.POST("/demands", { body, headers: once(key) })),
    check: (body: DemandIn) => unwrap<AdviceOut[]>(api.POST("/demands/check", { body })),
    patch: (id: string, body: DemandIn) =>
      unwrap<DemandOut>(api.PATCH("/demands/{id}", { params: { path: { id } }, body })),
    submit: (id: string, version: number) =>
      unwrap<DemandOut>(api.POST("/demands/{id}/submit", { params: { path: { id } }, body: { version } })),
    publish: (id: string, version: number) =>
      unwrap<DemandOut>(api.POST("/demands/{id}/publish", { params: { path: { id } }, body: { version } })),
    reopen: (id: string, version: number) =>
      unwrap<DemandOut>(api.POST("/demands/{id}/reopen", { params: { path: { id } }, body: { version } })),
    return: (id: string, body: Reasoned) =>
      unwrap<DemandOut>(api.POST("/demands/{id}/return", { params: { path: { id } }, body })),
    close: (id: string, body: Reasoned) =>
      unwrap<DemandOut>(api.POST("/demands/{id}/close", { params: { path: { id } }, body })),
  },
};

export const listingCalls = (noun: ListingNoun) => calls[noun];

export const listingsQuery = (noun: ListingNoun, filter: ListingFilter) =>
  queryOptions({
    queryKey: [noun, "list", filter],
    queryFn: (): Promise<Page<ListingRow>> => calls[noun].list(filter),
  });

export const listingQuery = (noun: ListingNoun, id: string) =>
  queryOptions({ queryKey: [noun, id], queryFn: (): Promise<Listing> => calls[noun].get(id) });

export const revisionsQuery = (noun: ListingNoun, id: string) =>
  queryOptions({ queryKey: [noun, id, "revisions"], queryFn: () => calls[noun].revisions(id) });

/** Advice on a draft; nothing is saved and nothing depends on it. */
export const adviceQuery = (noun: ListingNoun, draft: AchievementIn & DemandIn) =>
  queryOptions({
    queryKey: [noun, "check", draft],
    queryFn: () => calls[noun].check(draft),
    retry: false,
    gcTime: 60_000,
  });

export const isAchievement = (listing: Listing): listing is AchievementOut => "ip_rights" in listing;
