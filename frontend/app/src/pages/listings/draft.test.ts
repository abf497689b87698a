import { expect, test } from "vitest";
import { draftOf } from "./draft";

test("what is half typed is left out", () => {
  const typed = {
    title: "车门",
    field: undefined,
    trl_min: null,
    indicators: [{ name: "开门时间", value: "2" }, { name: "寿命", value: " " }, undefined],
    budget: { kind: "range", low_fen: 100, high_fen: null },
  };
  expect(draftOf("demands", typed)).toEqual({ title: "车门", indicators: [{ name: "开门时间", value: "2" }] });
});

test("a price is whole or absent", () => {
  const budget = (kind: string, low_fen: number | null, high_fen: number | null) =>
    draftOf("demands", { budget: { kind, low_fen, high_fen } }).budget;
  expect(budget("fixed", 100, null)).toEqual({ kind: "fixed", low_fen: 100, high_fen: 100 });
  expect(budget("range", 100, 200)).toEqual({ kind: "range", low_fen: 100, high_fen: 200 });
  expect(budget("negotiable", 100, null)).toEqual({ kind: "negotiable", low_fen: null, high_fen: null });
  expect([budget("fixed", null, null), budget("range", 200, 100)]).toEqual([undefined, undefined]);
});

test("contacts are not sent, the organisation is", () => {
  const typed = { title: "车门", contact: { name: "李工" } };
  expect(draftOf("achievements", typed, "o")).toEqual({ title: "车门", organization_id: "o" });
});
