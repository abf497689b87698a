import { useEffect, useState } from "react";

/** Of a lookup that answers at once. */
const lookup_pause_milliseconds = 250;
/** Of a count that costs the server more. */
export const count_pause_milliseconds = 600;

/** The value once typing has paused. */
export function useDebounced<T>(value: T, pause_milliseconds = lookup_pause_milliseconds): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), pause_milliseconds);
    return () => window.clearTimeout(timer);
  }, [value, pause_milliseconds]);
  return settled;
}
