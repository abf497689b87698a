import { expect, test } from "vitest";
import { markPlaces } from "./marks";

test("places become marked pieces", () => {
  expect(markPlaces("列车塞拉门控制", [{ start: 2, end: 5 }])).toEqual([
    { text: "列车", marked: false },
    { text: "塞拉门", marked: true },
    { text: "控制", marked: false },
  ]);
});

test("rare characters count as one, overlaps join, places outside are cut", () => {
  expect(markPlaces("𬱖门控", [{ start: 1, end: 9 }, { start: 1, end: 2 }])).toEqual([
    { text: "𬱖", marked: false },
    { text: "门控", marked: true },
  ]);
  expect(markPlaces("门", [{ start: 4, end: 9 }])).toEqual([{ text: "门", marked: false }]);
  expect(markPlaces("", [])).toEqual([]);
});
