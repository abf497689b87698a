import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { limit, oneLine } from "./limits";

/** The number behind `name` in a file of the service. */
function inService(file: string, name: string): number {
  const source = readFileSync(new URL(`../../../../backend/src/${file}`, import.meta.url), "utf8");
  const found = new RegExp(`const ${name}: usize = ([\\d_]+);`).exec(source)?.[1];
  return Number(found?.replaceAll("_", ""));
}

test.each([
  ["check.rs", "NAME", limit.name],
  ["check.rs", "TITLE", limit.title],
  ["check.rs", "SUMMARY", limit.summary],
  ["check.rs", "LINE", limit.line],
  ["check.rs", "PARAGRAPH", limit.paragraph],
  ["check.rs", "DESCRIPTION", limit.description],
  ["check.rs", "KEYWORDS", limit.keywords],
  ["check.rs", "ROWS", limit.rows],
  ["demands/fields.rs", "ANSWER_MAX", limit.answer],
  ["achievements/fields.rs", "CONTRIBUTORS_MAX", limit.contributors],
  ["listings/grants.rs", "ORGANIZATIONS_MAX", limit.organizations],
  ["auth/password.rs", "CHARS_MAX", limit.password],
])("%s %s is the limit of the forms", (file, name, expected) => {
  expect(inService(file, name)).toBe(expected);
});

test("a text of one line loses its line breaks", () => {
  expect(oneLine("一段话，\r\n 换了行\n再来")).toBe("一段话， 换了行 再来");
});
