import { expect, test } from "vitest";
import { differences } from "./difference";

test("only what changed is told", () => {
  expect(differences('{"title":"门","version":1,"modes":["transfer"]}', '{"title":"门","version":2,"modes":[]}')).toEqual([
    { name: "version", before: "1", after: "2" },
    { name: "modes", before: '[\n "transfer"\n]', after: "[]" },
  ]);
});

test("a new record shows all of its fields, a plain text itself", () => {
  expect(differences(null, '{"title":"门"}')).toEqual([{ name: "title", before: "", after: "门" }]);
  expect(differences("旧", "新")).toEqual([{ name: "", before: "旧", after: "新" }]);
});
