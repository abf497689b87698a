import { useMutation, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { Alert } from "antd";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { markStandingSearchSeen } from "../../api/searches";
import type { StandingSearchOut } from "../../api/types";
import { timeText } from "../../format/dates";
import { path } from "../../path";

/** Says which standing search is open, and tells the server once that its results are on the screen. */
export function StandingNote({ query, shown }: { query: UseQueryResult<StandingSearchOut>; shown: boolean }) {
  const client = useQueryClient();
  const seen = useMutation({
    mutationFn: (row: StandingSearchOut) => markStandingSearchSeen(row.id, row.as_of),
    onSuccess: () => client.invalidateQueries({ queryKey: ["standing-searches"] }),
  });
  const told = useRef("");
  const row = query.data;
  const { mutate } = seen;
  useEffect(() => {
    if (!row || !shown || told.current === row.id) return;
    told.current = row.id;
    mutate(row);
  }, [row, shown, mutate]);
  if (!row) return null;
  const words = row.unread > 0 ? `有 ${row.unread} 条新发布，标“新”` : "没有新发布";
  return (
    <Alert
      className="form-alert"
      type="info"
      showIcon
      title={`订阅“${row.name}”：上次查看（${timeText(row.seen_at)}）以来${words}`}
      action={<Link to={path.standingSearches()}>管理订阅</Link>}
    />
  );
}
