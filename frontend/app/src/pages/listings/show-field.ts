import { sectionOf, type Section } from "./sections";

const focusable = "input, textarea, button, select";

/** Brings a field of the form to the middle of the screen and puts the cursor into it; of rows, the button that adds one. */
export function showField(sections: Section[], field: string) {
  const section = sectionOf(sections, field);
  if (!section) return;
  const id = `${section.key}_${field}`;
  const found =
    document.getElementById(id) ??
    document.getElementById(`${id}_kind`) ??
    document.querySelector<HTMLElement>(`#${section.key} [data-adds="${field}"]`);
  const input = found?.matches(focusable) ? found : found?.querySelector<HTMLElement>(focusable);
  (found ?? document.getElementById(section.key))?.scrollIntoView({ block: "center" });
  input?.focus({ preventScroll: true });
}
