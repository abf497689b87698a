import { expect, test } from "vitest";
import { insideWorkbench, path, safeNext } from "./path";

test("every maker, at a glance", () => {
  expect([
    path.desk(),
    path.login("/app/deals/1?tab=files"),
    path.login("/app/"),
    path.listings("achievements", { scope: "mine", state: "", q: "塞拉门" }),
    path.listing("demands", "7", "matches"),
    path.listingEdit("achievements", "7", "ip"),
    path.deal("9", "terms"),
    path.deals({ view: "table" }),
    path.dictionary({ tab: "terms", add: "电堆" }),
    path.statistics("published"),
    path.search({ q: "防水", field: ["10", "03"], sort: "newest" }),
  ]).toEqual([
    "/",
    "/login?next=%2Fapp%2Fdeals%2F1%3Ftab%3Dfiles",
    "/login",
    "/achievements?scope=mine&q=%E5%A1%9E%E6%8B%89%E9%97%A8",
    "/demands/7?tab=matches",
    "/achievements/7/edit#ip",
    "/deals/9?tab=terms",
    "/deals?view=table",
    "/dictionary?tab=terms&add=%E7%94%B5%E5%A0%86",
    "/statistics?figure=published",
    "/search?q=%E9%98%B2%E6%B0%B4&field=10&field=03&sort=newest",
  ]);
});

test("addresses of the server", () => {
  expect(insideWorkbench("/app/deals/1")).toBe("/deals/1");
  expect(insideWorkbench("/app")).toBe("/");
  expect(insideWorkbench("/achievements/CG-1")).toBeNull();
  expect(insideWorkbench("/apple")).toBeNull();
});

test("the way back never leaves the site", () => {
  expect(safeNext("/app/deals")).toBe("/app/deals");
  expect(safeNext("//evil.example")).toBe("/app/");
  expect(safeNext("/\\evil.example")).toBe("/app/");
  expect(safeNext("https://evil.example")).toBe("/app/");
  expect(safeNext(null)).toBe("/app/");
});
