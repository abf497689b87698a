import type { ComponentType } from "react";
import type { Listing } from "../../api/listings";
import { cleanPrice, type PriceLike } from "../../format/money";

/** A part of a listing that is filled in and saved on its own. */
export interface Section {
  key: string;
  title: string;
  fields: string[];
  Fields: ComponentType;
}

export type SectionValues = Record<string, unknown>;

const empty_rows: Record<string, unknown> = { contact: { name: "", phone: "", email: "" } };

/** Codes that the record keeps as an empty text when none is chosen; a picker wants nothing at all then. */
const text_codes = new Set(["field", "industry", "region", "functional_zone", "chain"]);

/** The section's part of the record, as its form starts with it. */
export function sectionValues(listing: Listing, section: Section): SectionValues {
  const record: SectionValues = { ...listing };
  return Object.fromEntries(section.fields.map((name) => [name, text_codes.has(name) ? record[name] || undefined : (record[name] ?? empty_rows[name])]));
}

const isPrice = (value: unknown): value is PriceLike =>
  typeof value === "object" && value !== null && "kind" in value && ("low_fen" in value || !("status" in value));

/** An emptied input is sent as null, so that it is emptied on the server too and not left as it was. */
export function sectionPatch(values: SectionValues, section: Section): SectionValues {
  return Object.fromEntries(
    section.fields.map((name) => {
      const value = values[name];
      if ((name === "price" || name === "budget") && isPrice(value)) return [name, cleanPrice(value)];
      return [name, value ?? (text_codes.has(name) ? "" : null)];
    }),
  );
}

/** The fields of the section whose value is not the record's any more. */
export function changedFields(listing: Listing, section: Section, values: SectionValues): string[] {
  const before = sectionValues(listing, section);
  return section.fields.filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(values[name] ?? null));
}

/** Fields of which another will do: the server asks for one of them. */
const alternatives: Record<string, string> = { problem: "description", "contact.phone": "contact.email" };

const stands = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(typeof value === "string" ? value.trim() : value));

/** Whether something stands in the forms for what the server still wants: `contact.phone` → that or the address. */
export function isTyped(typed: SectionValues, path: string): boolean {
  const at = (name: string) => name.split(".").reduce<unknown>((found, part) => (found as SectionValues | undefined)?.[part], typed);
  return [path, alternatives[path]].some((name) => name !== undefined && stands(at(name)));
}

/** The section that holds the field of a path: `price.low_fen` → that of the price. */
export function sectionOf(sections: Section[], path: string): Section | undefined {
  const root = path.split(/[.[]/)[0] ?? "";
  return sections.find(({ fields }) => fields.includes(root));
}
