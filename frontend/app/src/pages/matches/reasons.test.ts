import { expect, test } from "vitest";
import { gapFact, gapWords } from "./gap-words";
import { cardParts, exactScoreText, headline, missingTexts, outcomeWord, pointsText, roundedTo, scoreSum, signedText, summaryText, type Part, type Reasons } from "./reasons";

const part = (name: string, value: number, weight: number, outcome = "met"): Part => ({
  name,
  label: name,
  value,
  weight,
  outcome,
  text: `${name}：${outcome}`,
});

const reasonsOf = (parts: Part[], more: Partial<Reasons> = {}): Reasons => ({ summary: "", terms: [], parts, ...more });

/** The twelve parts as the server ships them, with values that leave remainders everywhere. */
const parts = [
  part("text", 0.79962, 0.6),
  part("vector", 0.79962, 0.05, "unknown"),
  part("field", 1, 0.08),
  part("industry", 0.85, 0.06),
  part("trl", 0.4, 0.06, "near"),
  part("price", 0.5, 0.04, "unknown"),
  part("mode", 0, 0.04, "missed"),
  part("region", 0.6, 0.02, "near"),
  part("time", 0.5, 0.01, "unknown"),
  part("freshness", 0.86484, 0.01),
  part("completeness", 0.7, 0.02, "near"),
  part("verification", 0, 0.01, "missed"),
];
const scoreOf = (of: Part[]) => of.reduce((sum, { value, weight }) => sum + value * weight, 0);

test("the contributions add up to the score that is shown", () => {
  const score = scoreOf(parts);
  const { rows, other, total, most } = scoreSum({ score, reasons: reasonsOf(parts) });
  expect(rows.reduce((sum, { tenths }) => sum + tenths, 0)).toBe(total);
  expect([other, most]).toEqual([0, 1000]);
  expect(pointsText(total)).toBe(exactScoreText(score));
  for (const { part, tenths } of rows) expect(Math.abs(tenths - part.value * part.weight * 1000)).toBeLessThan(1);
  expect(rows.find(({ part }) => part.name === "mode")?.tenths).toBe(0);
});

test("they do so for any values and weights, also of parts that are new", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 500; round++) {
    const weights = Array.from({ length: 13 }, random);
    const sum = weights.reduce((one, other) => one + other, 0);
    const some = weights.map((weight, place) => part(place === 12 ? "decided" : `part ${place}`, random(), weight / sum));
    const score = scoreOf(some);
    const { rows, total, other } = scoreSum({ score, reasons: reasonsOf(some) });
    expect(rows.reduce((all, { tenths }) => all + tenths, 0)).toBe(total);
    expect(other).toBe(0);
    for (const { tenths, most } of rows) expect(tenths).toBeLessThanOrEqual(most);
  }
});

test("what earlier decisions add or take moves the sum, not what there is to reach", () => {
  for (const value of [-0.05, 0.05]) {
    const moved = [...parts, part("decided", value, 0.6)];
    const { rows, total, most } = scoreSum({ score: scoreOf(moved), reasons: reasonsOf(moved) });
    expect([total, most]).toEqual([Math.round(1000 * scoreOf(moved)), 1000]);
    expect(signedText(rows.at(-1)?.tenths ?? 0)).toBe(value > 0 ? "+3.0" : "-3.0");
  }
});

test("what a scorer of another day left out has a row of its own", () => {
  const { rows, other, total } = scoreSum({ score: 0.6, reasons: reasonsOf([part("text", 0.5, 0.8)]) });
  expect([rows[0]?.tenths, other, total]).toEqual([400, 200, 600]);
  expect(scoreSum({ score: 0, reasons: reasonsOf([]) })).toEqual({ rows: [], other: 0, total: 0, most: 0 });
});

test("the largest remainders are rounded up", () => {
  expect(roundedTo(10, [3.4, 3.3, 3.3])).toEqual([4, 3, 3]);
  expect(roundedTo(10, [9.999999999, 0.0000000001])).toEqual([10, 0]);
});

test("the card shows obstacles first, what is met, and no quality but one that fails", () => {
  const names = (reasons: Reasons) => cardParts(reasons).map(({ name }) => name);
  expect(names(reasonsOf(parts))).toEqual(["mode", "verification", "trl", "region", "field", "industry"]);
  const gap = { limit: "mode", remedy: "ask_license", text: "需求想要转让，成果提供许可；可以问对方。" };
  expect(names(reasonsOf(parts, { gap }))).not.toContain("mode");
  expect(names(reasonsOf([part("decided", 1, 0.1)]))).toEqual(["decided"]);
});

test("what is missing comes from the server, or from the unknown parts", () => {
  expect(missingTexts(reasonsOf(parts, { missing: ["需求没有写时限"] }))).toEqual(["需求没有写时限"]);
  expect(missingTexts(reasonsOf(parts))).toEqual(["price：unknown", "time：unknown"]);
});

test("the gap is said once", () => {
  const gap = { limit: "trl", remedy: "ask_pilot", text: "成果 TRL 4，比要求的 TRL 6 低 2 级；可以请对方提出中试方案，或关注它的成熟度。" };
  const summary = `双方都谈到“膜电极”“燃料电池”；技术领域、地区相符；差一点：${gap.text}`;
  expect(summaryText(reasonsOf([], { summary, gap }))).toBe("双方都谈到“膜电极”“燃料电池”；技术领域、地区相符。");
  expect(headline(reasonsOf([], { summary, gap }))).toBe("双方都谈到“膜电极”“燃料电池”");
  expect(headline(reasonsOf([], { summary: "用词不同。" }))).toBe("用词不同");
  expect(gapFact(gap)).toBe("成果 TRL 4，比要求的 TRL 6 低 2 级");
});

test("every remedy has one action, in the words of the viewer", () => {
  const action = (limit: string, remedy: string, viewer: "demand" | "supply" | "staff") => gapWords({ limit, remedy }, viewer)?.action;
  expect(action("trl", "ask_pilot", "demand")).toBe("请对方提中试方案");
  expect(action("trl", "ask_pilot", "supply")).toBe("提出中试方案");
  expect(action("price", "watch", "staff")).toBe("请双方谈分期或提成");
  expect(action("trl", "watch", "demand")).toBeUndefined();
  expect(action("region", "something new", "demand")).toBeUndefined();
});

test("limits are kept or not, qualities are good or bad, and a new outcome is unknown", () => {
  expect(["met", "near", "missed", "unknown", "new"].map((outcome) => outcomeWord({ name: "trl", outcome }))).toEqual([
    "符合",
    "接近",
    "不符合",
    "未知",
    "未知",
  ]);
  expect(outcomeWord({ name: "completeness", outcome: "near" })).toBe("一般");
  expect(["met", "near"].map((outcome) => outcomeWord({ name: "decided", outcome }))).toEqual(["加分", "减分"]);
});
