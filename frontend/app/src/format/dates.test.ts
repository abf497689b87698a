import { expect, test } from "vitest";
import { daysBetween, dayText, dueText, sizeText, timeText, today } from "./dates";

test("times are shown in Shanghai", () => {
  expect(timeText("2026-11-01T16:30:00Z")).toBe("2026-11-02 00:30");
  expect(dayText("2026-11-01T15:59:59Z")).toBe("2026-11-01");
  expect(today(new Date("2026-11-01T16:00:00Z"))).toBe("2026-11-02");
  expect(timeText(null)).toBe("—");
});

test("the publicity of rules.md: 2026-11-02 to 2026-11-17", () => {
  expect(daysBetween("2026-11-02", "2026-11-17")).toBe(15);
  expect(dueText("2026-11-17", "2026-11-02")).toBe("还有 15 天");
  expect(dueText("2026-11-17", "2026-11-17")).toBe("今天");
  expect(dueText("2026-11-17", "2026-11-19")).toBe("已过 2 天");
  expect(dueText(null)).toBe("");
});

test("file sizes", () => {
  expect(sizeText(900)).toBe("900 B");
  expect(sizeText(20_480)).toBe("20 kB");
  expect(sizeText(20 * 1024 * 1024)).toBe("20 MB");
  expect(sizeText(1.26 * 1024 * 1024)).toBe("1.3 MB");
});
