import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import type { DemandIn, MatchDetailOut, MatchManagersOut, MatchModelsOut, MatchOut, MatchPreviewOut, Page, QualityOut } from "./types";

export interface MatchFilter {
  state?: string;
  achievement_id?: string;
  demand_id?: string;
  /** Only those that exactly one limit stands in the way of. */
  near_miss?: boolean;
  /** Only those that somebody judged so: accepted, dismissed; then in this window, field and scorer (staff). */
  judged?: string;
  judged_since?: string;
  judged_field?: string;
  judged_scorer?: string;
  cursor?: string;
  limit?: number;
}

export const matchesQuery = (filter: MatchFilter) =>
  queryOptions({
    queryKey: ["matches", "list", filter],
    queryFn: () => unwrap<Page<MatchOut>>(api.GET("/matches", { params: { query: filter } })),
  });

export const matchQuery = (id: string) =>
  queryOptions({
    queryKey: ["matches", id],
    queryFn: () => unwrap<MatchDetailOut>(api.GET("/matches/{id}", { params: { path: { id } } })),
  });

/** Technology managers for a match (staff). */
export const matchManagersQuery = (id: string) =>
  queryOptions({
    queryKey: ["matches", id, "managers"],
    queryFn: () => unwrap<MatchManagersOut>(api.GET("/matches/{id}/managers", { params: { path: { id } } })),
  });

export const acceptMatch = (id: string, body: { version: number; note: string }) =>
  unwrap<MatchOut>(api.POST("/matches/{id}/accept", { params: { path: { id } }, body }));

export const dismissMatch = (id: string, body: { version: number; reason: string; note: string }) =>
  unwrap<MatchOut>(api.POST("/matches/{id}/dismiss", { params: { path: { id } }, body }));

/** What a draft of a demand would find; it is only read, so it may be asked again and again. */
export const previewQuery = (draft: DemandIn) =>
  queryOptions({
    queryKey: ["matches", "preview", draft],
    queryFn: ({ signal }) => unwrap<MatchPreviewOut>(api.POST("/matches/preview", { body: draft, signal })),
    retry: false,
    gcTime: 60_000,
  });

export const matchQualityQuery = queryOptions({
  queryKey: ["match-quality"],
  queryFn: () => unwrap<QualityOut>(api.GET("/match-quality", {})),
});

/** How often the page looks how far a re-matching has come. */
const progress_milliseconds = 3_000;

export const matchModelsQuery = queryOptions({
  queryKey: ["match-models"],
  queryFn: () => unwrap<MatchModelsOut>(api.GET("/match-models", {})),
  refetchInterval: ({ state }) =>
    state.data?.rematching && !state.data.rematching.finished_at ? progress_milliseconds : false,
});

export const fitMatchModel = () => unwrap<MatchModelsOut>(api.POST("/match-models", {}));
export const activateMatchModel = (version: number) =>
  unwrap<MatchModelsOut>(api.POST("/match-models/{version}/activate", { params: { path: { version } } }));
