import type { FormInstance } from "antd";
import { ApiError, messageOf } from "../api/errors";
import { placeFaults, type NamePath } from "../format/field-path";

/** Every field that the form shows now, rows of lists included. */
const shownFields = (form: FormInstance): NamePath[] =>
  form.getFieldsError().map(({ name }) => name.map((part) => (typeof part === "number" ? part : String(part))));

/** Shows the server's faults at their fields and returns what has to be said above the form. */
export function showFaults(form: FormInstance, error: unknown): string[] {
  if (!(error instanceof ApiError)) return [messageOf(error)];
  const { placed, unplaced } = placeFaults(error.fields, shownFields(form));
  form.setFields(placed.map(({ name, errors }) => ({ name, errors })));
  const first = placed[0];
  if (first) form.scrollToField(first.name, { block: "center", focus: true });
  if (placed.length > 0) return unplaced;
  return unplaced.length > 0 ? unplaced : [error.message];
}
