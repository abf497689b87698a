import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import type { WatchesOut, WatchOut } from "./types";

export const watchesQuery = queryOptions({
  queryKey: ["watches"],
  queryFn: () => unwrap<WatchesOut>(api.GET("/watches", {})),
});

export const createWatch = (achievement_id: string) =>
  unwrap<WatchOut>(api.POST("/watches", { body: { achievement_id } }));
export const deleteWatch = (id: string) => unwrap<unknown>(api.DELETE("/watches/{id}", { params: { path: { id } } }));
export const markWatchSeen = (id: string) =>
  unwrap<WatchOut>(api.PUT("/watches/{id}/seen", { params: { path: { id } } }));
