/** Ant Design's fields as a person works them. */

import { expect, type Locator, type Page } from "./test";
import type { UploadedFile } from "./files";

type Scope = Page | Locator;

const pageOf = (scope: Scope): Page => ("page" in scope ? scope.page() : scope);
const field = (scope: Scope, label: string) => scope.getByLabel(label, { exact: true });

export async function fill(scope: Scope, values: Record<string, string>) {
  for (const [label, value] of Object.entries(values)) await field(scope, label).fill(value);
}

/** The option that is shown in the open list; Ant Design's own `role=option` rows are an unseen copy for screen readers. */
const option = (page: Page, text: string) =>
  page.locator(".ant-select-dropdown:visible .ant-select-item-option").filter({ hasText: text }).first();

/** Chooses from a list; `typed` narrows it down first where the list is long. */
export async function choose(scope: Scope, label: string, text: string, typed?: string) {
  const box = field(scope, label);
  await box.click();
  if (typed) await box.fill(typed);
  await option(pageOf(scope), text).click();
}

export async function chooseSeveral(scope: Scope, label: string, texts: string[]) {
  const box = field(scope, label);
  await box.click();
  for (const text of texts) await option(pageOf(scope), text).click();
  await box.press("Escape");
}

export async function addTags(scope: Scope, label: string, tags: string[]) {
  const box = field(scope, label);
  for (const tag of tags) {
    await box.fill(tag);
    await box.press("Enter");
  }
}

export async function pickDay(scope: Scope, label: string, day: string) {
  const box = field(scope, label);
  await box.click();
  await box.fill(day);
  await box.press("Enter");
}

export async function check(scope: Scope, label: string) {
  await scope.getByRole("radio", { name: label }).check();
}

/** Sends a file through the field's own button and waits until it is the chosen one. */
export async function upload(scope: Locator, file: UploadedFile) {
  await scope.locator("input[type=file]").setInputFiles(file);
  await expect(scope.getByTitle(new RegExp(`^${file.name}`))).toBeVisible();
}

/** What was announced in a toast; the next step starts when it is said. */
export async function told(page: Page, text: string) {
  await expect(page.getByText(text, { exact: true }).first()).toBeVisible();
}

/** Fills the dialog that is open, confirms, and waits until it has gone. */
export async function inDialog(page: Page, title: string, confirm: string, work: (dialog: Locator) => Promise<void> = async () => {}) {
  const dialog = page.getByRole("dialog", { name: title, exact: true });
  await expect(dialog).toBeVisible();
  await work(dialog);
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await expect(dialog).toBeHidden();
}
