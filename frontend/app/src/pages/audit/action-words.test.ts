import { expect, test } from "vitest";
import { actionWords } from "./action-words";

test("a code in words, or nothing", () => {
  expect(actionWords("deal.advance")).toBe("进入下一阶段");
  expect(actionWords("demand.publish")).toBe("发布需求");
  expect(actionWords("achievement.return")).toBe("退回成果");
  expect(actionWords("index.rebuild")).toBeUndefined();
});
