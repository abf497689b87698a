import { useSuspenseQuery } from "@tanstack/react-query";
import { sessionQuery } from "../api/session";
import type { SessionOut } from "../api/types";

/** The viewer's session; only pages below `RequireSession` may ask for it. */
export function useSession(): SessionOut {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error("这个页面需要先登录。");
  return data;
}

/** A record of the organisation the viewer now acts for; an anonymous one names no organisation to others. */
export const isOwn = (session: SessionOut, row: { organization?: { id: string } | null }) =>
  row.organization?.id === session.membership.organization.id;

export const isStaff = (session: SessionOut) =>
  session.membership.role === "manager" || session.membership.role === "admin";
export const isAdmin = (session: SessionOut) => session.membership.role === "admin";
