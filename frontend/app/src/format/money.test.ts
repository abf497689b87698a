import { expect, test } from "vitest";
import { cleanPrice, fen_per_wan, moneyText, priceText, toFen, yuanText } from "./money";

test("sums read in the unit people use", () => {
  expect(moneyText(12_345_600)).toBe("12.3456 万元");
  expect(moneyText(300_000_000)).toBe("300 万元");
  expect(moneyText(12_345)).toBe("123.45 元");
  expect(moneyText(0)).toBe("0 元");
  expect(moneyText(null)).toBe("—");
  expect(yuanText(100_000_050)).toBe("1,000,000.50 元");
});

test("prices", () => {
  expect(priceText({ kind: "negotiable" })).toBe("面议");
  expect(priceText({ kind: "fixed", low_fen: 50_000_000, high_fen: 50_000_000 })).toBe("50 万元");
  expect(priceText({ kind: "range", low_fen: 50_000_000, high_fen: 80_000_000 })).toBe("50–80 万元");
  expect(priceText({ kind: "range", low_fen: null, high_fen: 80_000_000 })).toBe("不超过 80 万元");
  expect(priceText(null)).toBe("—");
});

test("the server gets the price in one shape", () => {
  expect(cleanPrice({ kind: "fixed", low_fen: 5 })).toEqual({ kind: "fixed", low_fen: 5, high_fen: 5 });
  expect(cleanPrice({ kind: "negotiable", low_fen: 5 })).toEqual({ kind: "negotiable", low_fen: null, high_fen: null });
});

test("typed 万元 become whole fen", () => {
  expect(toFen(0.1 + 0.2, fen_per_wan)).toBe(300_000);
  expect(toFen(123.456789, fen_per_wan)).toBe(123_456_789);
});
