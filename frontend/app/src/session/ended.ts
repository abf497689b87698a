import { useSyncExternalStore } from "react";

/** Whether the server has said 401 to a page that thought itself signed in. */
let ended = false;
const listeners = new Set<() => void>();

export function announceSessionEnded(value: boolean) {
  if (ended === value) return;
  ended = value;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSessionEnded = () => useSyncExternalStore(subscribe, () => ended);
