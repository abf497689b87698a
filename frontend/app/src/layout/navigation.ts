import type { SessionOut } from "../api/types";
import { path } from "../path";
import { isAdmin, isStaff } from "../session/session";

export interface Place {
  key: string;
  label: string;
  to: string;
}

/** The sections a role works in, in the order of the work. */
export function places(session: SessionOut): Place[] {
  const staff = isStaff(session);
  const own = session.membership.organization.id;
  const rows: (Place | false)[] = [
    { key: "desk", label: "工作台", to: path.desk() },
    { key: "achievements", label: staff ? "成果" : "我的成果", to: path.listings("achievements") },
    { key: "demands", label: staff ? "需求" : "我的需求", to: path.listings("demands") },
    { key: "search", label: "检索", to: path.search() },
    { key: "standing-searches", label: "订阅", to: path.standingSearches() },
    staff && { key: "unmet-searches", label: "没有答案的搜索", to: path.unmetSearches() },
    { key: "matches", label: "匹配", to: path.matches() },
    { key: "deals", label: "交易", to: path.deals() },
    staff
      ? { key: "organizations", label: "单位", to: path.organizations() }
      : { key: "organizations", label: "本单位", to: path.organization(own) },
    isAdmin(session) && { key: "people", label: "人员", to: path.people() },
    isAdmin(session) && { key: "dictionary", label: "词典", to: path.dictionary() },
    isAdmin(session) && { key: "audit", label: "审计", to: path.audit() },
    { key: "statistics", label: "统计", to: path.statistics() },
  ];
  return rows.filter((row): row is Place => row !== false);
}

/** Pages that are reached from another section's page and have no place of their own. */
const belongs_to: Record<string, string> = { "match-quality": "matches", watches: "matches" };

/** The section of a router path: `/deals/1` → `deals`. */
export function placeKey(pathname: string): string {
  const section = pathname.split("/")[1] || "desk";
  return belongs_to[section] ?? section;
}
