import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import type { MatchDetailOut, MatchOut, Page, SearchOut } from "./types";

export interface MatchFilter {
  state?: string;
  achievement_id?: string;
  demand_id?: string;
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

export const acceptMatch = (id: string, body: { version: number; note: string }) =>
  unwrap<MatchOut>(api.POST("/matches/{id}/accept", { params: { path: { id } }, body }));

export const dismissMatch = (id: string, body: { version: number; reason: string; note: string }) =>
  unwrap<MatchOut>(api.POST("/matches/{id}/dismiss", { params: { path: { id } }, body }));

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
  sort?: string;
  offset?: number;
  limit?: number;
}

export const searchQuery = (filter: SearchFilter) =>
  queryOptions({
    queryKey: ["search", filter],
    queryFn: () => unwrap<SearchOut>(api.GET("/search", { params: { query: filter } })),
  });

export interface Suggestion {
  title: string;
  kind: string;
  number: string;
}

export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ["suggestions", q],
    queryFn: () => unwrap<Suggestion[]>(api.GET("/suggestions", { params: { query: { q } } })),
    enabled: q.trim().length > 0,
  });
