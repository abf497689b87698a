import { expect, test } from "vitest";
import { namePath, placeFaults } from "./field-path";

test("both spellings of an index become a number", () => {
  expect(namePath("ip_rights[0].number")).toEqual(["ip_rights", 0, "number"]);
  expect(namePath("ip_rights.10.number")).toEqual(["ip_rights", 10, "number"]);
  expect(namePath("price.low_fen")).toEqual(["price", "low_fen"]);
  expect(namePath("")).toEqual([]);
});

const fault = (path: string) => ({ path, code: "invalid", message: `${path} 不对` });

test("a fault goes to its own field", () => {
  const { placed, unplaced } = placeFaults([fault("price.low_fen")], [["price", "kind"], ["price", "low_fen"]]);
  expect(placed).toEqual([{ name: ["price", "low_fen"], errors: ["price.low_fen 不对"] }]);
  expect(unplaced).toEqual([]);
});

test("a fault of a deeper part goes to the nearest field above", () => {
  const { placed } = placeFaults([fault("keywords[3]"), fault("keywords[4]")], [["keywords"], ["title"]]);
  expect(placed).toEqual([{ name: ["keywords"], errors: ["keywords[3] 不对", "keywords[4] 不对"] }]);
});

test("a fault that no field bears is told above the form", () => {
  expect(placeFaults([fault("version"), fault("")], [["title"]]).unplaced).toEqual(["version 不对", " 不对"]);
});
