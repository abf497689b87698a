import { useEffect, useRef, useState } from "react";
import { count_pause_milliseconds } from "../../ui/debounced";
import type { Listing } from "../../api/listings";
import { sectionValues, type Section, type SectionValues } from "./sections";

/** What stands in the forms of all sections once typing has paused; the page is not drawn again for every letter. */
export function useTyped(listing: Listing, sections: Section[]): [SectionValues, (values: SectionValues) => void] {
  const [settled, setSettled] = useState<SectionValues>(() =>
    Object.assign({}, ...sections.map((section) => sectionValues(listing, section))),
  );
  const typed = useRef(settled);
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const note = (values: SectionValues) => {
    typed.current = { ...typed.current, ...values };
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setSettled(typed.current), count_pause_milliseconds);
  };
  return [settled, note];
}
