import { useEffect, useState } from "react";

const pause_milliseconds = 250;

/** The value once typing has paused. */
export function useDebounced<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), pause_milliseconds);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
