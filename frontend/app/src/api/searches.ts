import { queryOptions } from "@tanstack/react-query";
import { api, once, unwrap } from "./client";
import type {
  SearchOut,
  StandingSearchesOut,
  StandingSearchIn,
  StandingSearchOut,
  SuggestionOut,
  UnmetSearchesOut,
  UnreadOut,
} from "./types";

/** How often the badge asks again. */
const badge_milliseconds = 60_000;

export interface SearchFilter {
  q?: string;
  kind?: string[];
  field?: string[];
  industry?: string[];
  region?: string[];
  trl_min?: number;
  trl_max?: number;
  mode?: string[];
  price_band?: string[];
  price_min_fen?: number;
  price_max_fen?: number;
  published_from?: string;
  published_to?: string;
  sort?: string;
  offset?: number;
  limit?: number;
  explain?: boolean;
}

export const searchQuery = (filter: SearchFilter) =>
  queryOptions({
    queryKey: ["search", filter],
    queryFn: () => unwrap<SearchOut>(api.GET("/search", { params: { query: filter } })),
    // The server counts what is asked for; coming back to the window asks nothing new.
    refetchOnWindowFocus: false,
  });

export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ["suggestions", q],
    queryFn: () => unwrap<SuggestionOut[]>(api.GET("/suggestions", { params: { query: { q } } })),
    enabled: q.trim().length > 0,
  });

export const standingSearchesQuery = queryOptions({
  queryKey: ["standing-searches"],
  queryFn: () => unwrap<StandingSearchesOut>(api.GET("/standing-searches", {})),
});

export const unreadQuery = queryOptions({
  queryKey: ["standing-searches", "unread"],
  queryFn: () => unwrap<UnreadOut>(api.GET("/standing-searches/unread", {})),
  refetchInterval: badge_milliseconds,
});

/** Read once: what is new is judged by when the page was opened, also after it has been marked as seen. */
export const standingSearchQuery = (id: string) =>
  queryOptions({
    queryKey: ["standing-search", id],
    queryFn: () => unwrap<StandingSearchOut>(api.GET("/standing-searches/{id}", { params: { path: { id } } })),
    enabled: id !== "",
    staleTime: Infinity,
    gcTime: 0,
  });

export const createStandingSearch = (body: StandingSearchIn, key: string) =>
  unwrap<StandingSearchOut>(api.POST("/standing-searches", { body, headers: once(key) }));
export const patchStandingSearch = (id: string, body: { version: number; name?: string; muted?: boolean }) =>
  unwrap<StandingSearchOut>(api.PATCH("/standing-searches/{id}", { params: { path: { id } }, body }));
export const deleteStandingSearch = (id: string) =>
  unwrap<unknown>(api.DELETE("/standing-searches/{id}", { params: { path: { id } } }));
export const markStandingSearchSeen = (id: string, as_of: string) =>
  unwrap<StandingSearchOut>(api.PUT("/standing-searches/{id}/seen", { params: { path: { id } }, body: { as_of } }));

export interface UnmetFilter {
  week?: string;
  field?: string;
  cursor?: string;
  limit?: number;
}

export const unmetSearchesQuery = (filter: UnmetFilter) =>
  queryOptions({
    queryKey: ["unmet-searches", filter],
    queryFn: () => unwrap<UnmetSearchesOut>(api.GET("/searches/unmet", { params: { query: filter } })),
  });
