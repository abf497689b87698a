import { useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { referenceQuery } from "../api/session";
import type { ReferenceOut } from "../api/types";

export interface Option {
  value: string;
  label: string;
  note?: string | null;
}

const named = (rows: { code: string; label: string }[]) => new Map(rows.map((row) => [row.code, row.label]));

function readerOf(data: ReferenceOut) {
  const labels = new Map(
    Object.entries(data.dictionaries).map(([name, terms]) => [
      name,
      new Map(terms.map((term) => [term.code, term.label])),
    ]),
  );
  const [fields, industries] = [named(data.fields), named(data.industries)];
  const regions = new Map(data.regions.map((region) => [region.code, region.label]));
  const contractTypes = named(data.contract_types.flatMap((type) => [type, ...type.children]));
  const chains = named(data.chains);
  const stages = labels.get("display_stage");
  const trlLevels = data.trl.map((level) => ({ ...level, stageLabel: stages?.get(level.stage) ?? level.stage }));
  const trl = new Map(trlLevels.map((level) => [level.level, level]));
  const read = (names: Map<string, string>) => (code: string | null | undefined) =>
    code ? (names.get(code) ?? code) : "—";
  return {
    data,
    /** The Chinese label of a code; the code itself when the dictionary does not know it. */
    label: (dictionary: string, code: string | null | undefined) =>
      code ? (labels.get(dictionary)?.get(code) ?? code) : "—",
    options: (dictionary: string): Option[] =>
      (data.dictionaries[dictionary] ?? []).map(({ code, label, note }) => ({ value: code, label, note })),
    field: read(fields),
    industry: read(industries),
    region: read(regions),
    chain: read(chains),
    contractType: read(contractTypes),
    trlLevels,
    trl: (level: number | null | undefined) => (level == null ? undefined : trl.get(level)),
  };
}

export type Reference = ReturnType<typeof readerOf>;

/** Labels, options and limits; the layout has loaded them before any page asks. */
export function useReference(): Reference {
  const { data } = useSuspenseQuery(referenceQuery);
  return useMemo(() => readerOf(data), [data]);
}
