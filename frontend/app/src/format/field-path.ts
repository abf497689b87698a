import type { FieldFault } from "../api/errors";

export type NamePath = (string | number)[];

/** `ip_rights[0].number` (or `ip_rights.0.number`) → `["ip_rights", 0, "number"]`, as Ant Design names fields. */
export function namePath(path: string): NamePath {
  return path
    .split(/[.[\]]/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

const sameStart = (name: NamePath, start: NamePath) => start.every((part, index) => name[index] === part);

export interface PlacedFaults {
  placed: { name: NamePath; errors: string[] }[];
  unplaced: string[];
}

/**
 * Puts each fault at the field of the form that bears its path, else at the nearest field above it (a list row's
 * fault at the list). What no field of the form bears comes back in `unplaced`, to be shown above the form.
 */
export function placeFaults(faults: FieldFault[], fields: NamePath[]): PlacedFaults {
  const byField = new Map<string, { name: NamePath; errors: string[] }>();
  const unplaced: string[] = [];
  for (const fault of faults) {
    const wanted = namePath(fault.path);
    const name = fields.filter((field) => sameStart(wanted, field)).sort((a, b) => b.length - a.length)[0];
    if (!name || name.length === 0) {
      unplaced.push(fault.message);
      continue;
    }
    const key = JSON.stringify(name);
    const entry = byField.get(key) ?? { name, errors: [] };
    entry.errors.push(fault.message);
    byField.set(key, entry);
  }
  return { placed: [...byField.values()], unplaced };
}
