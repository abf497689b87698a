import { expect, test } from "vitest";
import { relaxedText } from "./ResultNotes";

test("what was relaxed is said plainly", () => {
  expect(relaxedText("车门 防水", { whole: 0, given_up: ["防水"] })).toBe(
    "没有同时含有“车门 防水”全部词语的记录；以下结果不要求含有“防水”。",
  );
  expect(relaxedText("车门 防水", { whole: 2, given_up: [] })).toBe(
    "同时含有“车门 防水”全部词语的只有 2 条，排在最前；其余结果只含其中部分词语。",
  );
});
