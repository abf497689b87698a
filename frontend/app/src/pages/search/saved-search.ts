import type { SavedSearch } from "../../api/types";

type SavedQuery = Record<string, string | string[] | number | null | undefined>;

const whole = (text: string | null) => (text && /^\d+$/.test(text) ? Number(text) : null);

/** The search of an address, without page, order and days: a standing search looks at what comes. */
export function savedSearchFrom(search: URLSearchParams): SavedSearch {
  const all = (name: string) => search.getAll(name).filter(Boolean);
  return {
    q: (search.get("q") ?? "").trim(),
    kind: all("kind"),
    field: all("field"),
    industry: all("industry"),
    region: all("region"),
    trl_min: whole(search.get("trl_min")),
    trl_max: whole(search.get("trl_max")),
    mode: all("mode"),
    price_band: all("price_band"),
    price_min_fen: whole(search.get("price_min_fen")),
    price_max_fen: whole(search.get("price_max_fen")),
  };
}

/** The address of a saved search; the reverse of [`savedSearchFrom`]. */
export function savedSearchQuery(search: SavedSearch): SavedQuery {
  return { ...search };
}
