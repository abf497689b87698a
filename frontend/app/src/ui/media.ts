import { useSyncExternalStore } from "react";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Tables become cards. */
export const useIsPhone = () => useMedia("(max-width: 767px)");
/** The side navigation becomes a drawer. */
export const useIsNarrow = () => useMedia("(max-width: 991px)");
