import { expect, test } from "vitest";
import { added, changeDraft, draftSize, emptyDraft, faultPlace, parsePaste, removed } from "./draft";

test("adding, removing and taking back", () => {
  let draft = changeDraft(emptyDraft(), { kind: "add", list: "terms", entries: ["防冰涂层", "防冰涂层", "电堆"] });
  draft = changeDraft(draft, { kind: "remove", list: "terms", entry: "塞拉门" });
  expect([added(draft, "terms"), removed(draft, "terms"), draftSize(draft)]).toEqual([["防冰涂层", "电堆"], ["塞拉门"], 3]);
  draft = changeDraft(draft, { kind: "undo", list: "terms", entry: "电堆" });
  draft = changeDraft(draft, { kind: "undo", list: "terms", entry: "塞拉门" });
  expect(draftSize(draft)).toBe(1);
  expect(draftSize(changeDraft(draft, { kind: "clear" }))).toBe(0);
});

test("adding what was to be removed only takes the removal back", () => {
  const draft = changeDraft(emptyDraft(), { kind: "remove", list: "stop_words", entry: "办" });
  expect(draftSize(changeDraft(draft, { kind: "add", list: "stop_words", entries: ["办"] }))).toBe(0);
});

test("a pasted list in any of the usual shapes", () => {
  expect(parsePaste("terms", "防冰涂层、电堆\n 电堆，惯导；\r\n\t碲锌镉")).toEqual(["防冰涂层", "电堆", "惯导", "碲锌镉"]);
  expect(parsePaste("synonyms", "触摸屏，触控屏\n\n车门=>塞拉门；触摸屏，触控屏")).toEqual(["触摸屏，触控屏", "车门=>塞拉门"]);
  expect(parsePaste("terms", " \n ")).toEqual([]);
});

test("the place of a wrong row in words", () => {
  expect(faultPlace("terms.add[3]")).toBe("词条新增");
  expect(faultPlace("synonyms.remove[0]")).toBe("同义词去掉");
  expect(faultPlace("stop_words")).toBe("停用词");
  expect(faultPlace("note")).toBe("");
});
