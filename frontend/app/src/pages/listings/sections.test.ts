import { expect, test } from "vitest";
import { isTyped } from "./sections";

test("what is typed for a missing field counts, or what will do instead", () => {
  const typed = { keywords: [], modes: ["license"], problem: " ", description: "一套控制器", contact: { phone: "", email: "a@b.cn" } };
  expect(["keywords", "modes", "problem", "contact.phone", "contact.name", "trl"].map((path) => isTyped(typed, path))).toEqual([
    false, true, true, true, false, false,
  ]);
  expect(isTyped({ problem: " " }, "problem")).toBe(false);
});
