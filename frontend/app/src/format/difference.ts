/** What an audit event changed, field by field. */

export interface Difference {
  name: string;
  before: string;
  after: string;
}

type Fields = Record<string, unknown>;

function fieldsOf(text: string | null | undefined): Fields {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
    return { "": value };
  } catch {
    return { "": text };
  }
}

const shown = (value: unknown) => (value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value, null, 1));

/** The fields that differ, in the order of the record; a record made or removed shows all of its fields. */
export function differences(before: string | null | undefined, after: string | null | undefined): Difference[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .map((name) => ({ name, before: shown(old[name]), after: shown(fresh[name]) }))
    .filter((row) => row.before !== row.after);
}
