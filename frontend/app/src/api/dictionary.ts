import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import type {
  DictionaryChange,
  DictionaryOut,
  DictionaryVersionOut,
  EntryOut,
  IndexOut,
  Page,
  PreviewOut,
  ProposalOut,
  WordList,
} from "./types";

const poll_milliseconds = 1_500;

/** Read again and again while this node has not come to the newest version. */
export const dictionaryQuery = queryOptions({
  queryKey: ["dictionary", "state"],
  queryFn: () => unwrap<DictionaryOut>(api.GET("/dictionary")),
  refetchInterval: ({ state }) => (state.data && state.data.pending !== "none" ? poll_milliseconds : false),
});

export const indexQuery = queryOptions({
  queryKey: ["index"],
  queryFn: () => unwrap<IndexOut>(api.GET("/index")),
  refetchInterval: poll_milliseconds,
});

export interface EntryFilter {
  list: WordList;
  q?: string;
  origin?: string;
  cursor?: string;
  limit?: number;
}

export const entriesQuery = (filter: EntryFilter) =>
  queryOptions({
    queryKey: ["dictionary", "entries", filter],
    queryFn: () => unwrap<Page<EntryOut>>(api.GET("/dictionary/entries", { params: { query: filter } })),
  });

export const versionsQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ["dictionary", "versions", cursor],
    queryFn: () => unwrap<Page<DictionaryVersionOut>>(api.GET("/dictionary/versions", { params: { query: { cursor } } })),
  });

export interface ProposalFilter {
  source?: string;
  ignored?: boolean;
  cursor?: string;
}

export const proposalsQuery = (filter: ProposalFilter) =>
  queryOptions({
    queryKey: ["dictionary", "proposals", filter],
    queryFn: () => unwrap<Page<ProposalOut>>(api.GET("/dictionary/proposals", { params: { query: filter } })),
  });

export const previewDictionary = (body: { base_version: number; change: DictionaryChange; texts: string[] }) =>
  unwrap<PreviewOut>(api.POST("/dictionary/preview", { body }));
export const saveDictionary = (body: { base_version: number; change: DictionaryChange; note: string }) =>
  unwrap<DictionaryVersionOut>(api.POST("/dictionary/versions", { body }));
export const restoreDictionary = (body: { base_version: number; number: number; note: string }) =>
  unwrap<DictionaryVersionOut>(api.POST("/dictionary/restorations", { body }));
export const setWordIgnored = (text: string, ignored: boolean) =>
  unwrap<undefined>(api.PUT("/dictionary/ignored-words", { body: { text, ignored } }));
