import { expect, test } from "vitest";
import { path } from "../../path";
import { savedSearchFrom, savedSearchQuery } from "./saved-search";

test("an address and its saved search are each other's reverse, without page and order", () => {
  const address = "/search?q=%E9%98%B2%E6%B0%B4&kind=achievement&field=10&field=03&trl_min=5&price_max_fen=50000000";
  const search = savedSearchFrom(new URLSearchParams(`${address.split("?")[1]}&sort=newest&page=3&standing=7`));
  expect(search).toMatchObject({ q: "防水", field: ["10", "03"], trl_min: 5, trl_max: null, price_max_fen: 50_000_000 });
  expect(path.search(savedSearchQuery(search))).toBe(address);
});

test("what is no number is no filter", () => {
  expect(savedSearchFrom(new URLSearchParams("trl_min=high&q=")).trl_min).toBeNull();
});
