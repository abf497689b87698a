/** The only maker of workbench URLs. Paths stand below the router's base, /app. */

export type ListingNoun = "achievements" | "demands";
type Value = string | number | boolean | null | undefined;
type Query = Record<string, Value | string[]>;

function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) {
    for (const value of [values].flat()) {
      if (value !== undefined && value !== null && value !== "") search.append(name, String(value));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

export const workbench_base = "/app";

export const path = {
  desk: () => "/",
  /** `next` is an address of the whole site, such as `/app/deals/1` or the public page that asked for a login. */
  login: (next?: string) => withQuery("/login", { next: next === `${workbench_base}/` ? undefined : next }),
  signUp: () => "/sign-up",
  account: () => "/account",
  listings: (noun: ListingNoun, query?: Query) => withQuery(`/${noun}`, query),
  listingNew: (noun: ListingNoun, query?: Query) => withQuery(`/${noun}/new`, query),
  listing: (noun: ListingNoun, id: string, tab?: string) => withQuery(`/${noun}/${id}`, { tab }),
  listingEdit: (noun: ListingNoun, id: string, section?: string) => `/${noun}/${id}/edit${section ? `#${section}` : ""}`,
  search: (query?: Query) => withQuery("/search", query),
  standingSearches: () => "/standing-searches",
  standingSearchNew: (query?: Query) => withQuery("/standing-searches/new", query),
  unmetSearches: (query?: Query) => withQuery("/unmet-searches", query),
  matches: (query?: Query) => withQuery("/matches", query),
  match: (id: string) => `/matches/${id}`,
  matchQuality: () => "/match-quality",
  watches: () => "/watches",
  deals: (query?: Query) => withQuery("/deals", query),
  deal: (id: string, tab?: string) => withQuery(`/deals/${id}`, { tab }),
  organizations: (query?: Query) => withQuery("/organizations", query),
  organization: (id: string) => `/organizations/${id}`,
  people: (query?: Query) => withQuery("/people", query),
  audit: (query?: Query) => withQuery("/audit", query),
  dictionary: (query?: Query) => withQuery("/dictionary", query),
  statistics: (figure?: string) => withQuery("/statistics", { figure }),
};

/** Pages of the public site, outside the router. */
export const site = {
  home: () => "/",
  listing: (noun: ListingNoun, number: string) => `/${noun}/${encodeURIComponent(number)}`,
};

/** The router's path of an address the server gave (`/app/deals/…`), or nothing when it is a page of the public site. */
export function insideWorkbench(href: string): string | null {
  if (href === workbench_base) return path.desk();
  return href.startsWith(`${workbench_base}/`) ? href.slice(workbench_base.length) : null;
}

/** Where to go after the login: only a path of this site, never another host. */
export function safeNext(next: string | null): string {
  if (!next || !next.startsWith("/") || next.startsWith("//") || next.includes("\\")) return `${workbench_base}/`;
  return next;
}
