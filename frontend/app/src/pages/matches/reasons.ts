/** What the screens say about the reasons of a match: which parts matter, and what each adds to the score. */

import type { MatchOut } from "../../api/types";

export type Reasons = MatchOut["reasons"];
export type Part = Reasons["parts"][number];
export type Gap = NonNullable<Reasons["gap"]>;

/** One row of the sum, in tenths of a point. */
export interface Contribution {
  part: Part;
  tenths: number;
  /** What the part could add. */
  most: number;
}

export interface ScoreSum {
  rows: Contribution[];
  /** What the score has beyond its parts; 0 unless a scorer of another day left something out. */
  other: number;
  total: number;
  most: number;
}

/** The part that earlier decisions add or take: it has no most of its own. */
export const decided = "decided";
const tenths_per_score = 1000;
/** Half of what is shown at all: less is the noise of floating numbers. */
const noise = 0.5;

/** Tenths of a point → `86.8`. */
export const pointsText = (tenths: number) => (tenths / 10).toFixed(1);

/** Tenths of a point that are added or taken → `+0.3`. */
export const signedText = (tenths: number) => `${tenths > 0 ? "+" : ""}${pointsText(tenths)}`;

/** The score as the list shows it, in whole points. */
export const scoreText = (score: number) => `${Math.round(score * 100)}`;

/** The score as its sum shows it. */
export const exactScoreText = (score: number) => pointsText(Math.round(score * tenths_per_score));

/** Rounds so that the rounded numbers still add up to the total: the largest remainders are rounded up. */
export function roundedTo(total: number, values: number[]): number[] {
  const exact = values.map((value) => Number(value.toFixed(6)));
  const rounded = exact.map(Math.floor);
  const left = total - rounded.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map((value, place) => ({ place, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder);
  for (const { place } of byRemainder.slice(0, Math.max(0, left))) rounded[place] = (rounded[place] ?? 0) + 1;
  return rounded;
}

/** The sum table: its rows add up to the score that is shown, whatever parts the scorer knows. */
export function scoreSum({ score, reasons }: Pick<MatchOut, "score" | "reasons">): ScoreSum {
  const total = Math.round(score * tenths_per_score);
  const exact = reasons.parts.map(({ value, weight }) => value * weight * tenths_per_score);
  const missing = score * tenths_per_score - exact.reduce((sum, value) => sum + value, 0);
  const other = Math.abs(missing) > noise ? Math.round(missing) : 0;
  const tenths = roundedTo(total - other, exact);
  const rows = reasons.parts.map((part, place) => {
    const own = tenths[place] ?? 0;
    const most = part.name === decided ? own : Math.max(own, Math.round(part.weight * tenths_per_score));
    return { part, tenths: own, most };
  });
  const weights = reasons.parts.reduce((sum, { name, weight }) => sum + (name === decided ? 0 : weight), 0);
  return { rows, other, total, most: Math.max(total, Math.round(weights * tenths_per_score)) };
}

/** How good a record is, not whether it keeps to a limit: worth a word on the card only where it fails. */
const background = ["text", "vector", "freshness", "completeness", "verification"];
const order = ["missed", "near", "met"];

/** The parts that the card shows: obstacles first, then what is met; the gap has a line of its own. */
export function cardParts({ parts, gap }: Reasons): Part[] {
  const rank = (part: Part) => order.indexOf(part.outcome);
  const shown = (part: Part) =>
    rank(part) >= 0 && part.name !== gap?.limit && (part.outcome === "missed" || !background.includes(part.name));
  return parts.filter(shown).sort((one, other) => rank(one) - rank(other));
}

/** What is not known; a scorer of another day did not list it. Vectors are the platform's, nobody can add them. */
export const missingTexts = ({ missing, parts }: Reasons): string[] =>
  missing ?? parts.filter(({ name, outcome }) => outcome === "unknown" && name !== "vector").map(({ text }) => text);

const gap_words = "；差一点：";

/** The sentence without the gap, which stands in a line of its own. */
export function summaryText({ summary, gap }: Reasons): string {
  const at = gap ? summary.lastIndexOf(gap_words) : -1;
  return at > 0 ? `${summary.slice(0, at)}。` : summary;
}

/** The first clause, what both speak of: the rest of the sentence stands beside it as tags. */
export const headline = ({ summary }: Reasons): string => summary.split("；")[0]?.replace(/。$/, "") ?? summary;

const qualities = ["text", "vector", "freshness", "completeness"];
const limit_words: Record<string, string> = { met: "符合", near: "接近", missed: "不符合" };
const quality_words: Record<string, string> = { met: "好", near: "一般", missed: "差" };
const decided_words: Record<string, string> = { met: "加分", near: "减分" };

/** The word beside the colour: a limit is kept or not, a quality is good or bad, earlier decisions add or take. */
export function outcomeWord({ name, outcome }: Pick<Part, "name" | "outcome">): string {
  const words = name === decided ? decided_words : qualities.includes(name) ? quality_words : limit_words;
  return words[outcome] ?? "未知";
}
