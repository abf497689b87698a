import { useCallback } from "react";
import { useSearchParams } from "react-router";

type Change = Record<string, string | string[] | null | undefined>;

/** The query string is the state of a list: filters, page, view, tab. A changed filter goes back to the first page. */
export function useUrlState() {
  const [search, setSearch] = useSearchParams();
  const change = useCallback(
    (changes: Change, options: { keepPage?: boolean; replace?: boolean } = {}) => {
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          if (!options.keepPage) next.delete("cursor");
          for (const [name, value] of Object.entries(changes)) {
            next.delete(name);
            for (const each of [value ?? []].flat()) if (each !== "") next.append(name, each);
          }
          return next;
        },
        { replace: options.replace ?? false, preventScrollReset: true },
      );
    },
    [setSearch],
  );
  const get = (name: string) => search.get(name) ?? undefined;
  const getAll = (name: string) => search.getAll(name);
  return { get, getAll, change };
}
