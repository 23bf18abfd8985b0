import { expect, test } from "vitest";
import { schema } from "../test_schema";
import { markTyped, recentRows, suggestionRows } from "./rows";

const items = Array.from({ length: 9 }, (_, index) => ({ kind: "asset", key: `t_${index}`, type: "table", text: `orders_${index}` }));
const value = { kind: "value", field: "domain", value: "Orders", count: 12 };

test("there are never more rows than there is room, and the last one is See all", () => {
  for (const room of [6, 8]) {
    const rows = suggestionRows("ord", { items: [...items, value, value, value], total: 128 }, ["orders of may", "ordinary"], schema, room);
    expect(rows).toHaveLength(room);
    expect(rows.at(-1)?.text).toBe("See all 128 results for “ord”");
    expect(rows.map((row) => row.group)).toContain("Filter by");
    expect(rows.map((row) => row.group)).toContain("Searches");
  }
});

test("a value takes the place of the word being typed", () => {
  const row = suggestionRows("late ord", { items: [value] }, [], schema, 8).find((each) => each.group === "Filter by");
  expect(row?.action).toEqual({ kind: "filter", field: "domain", value: "Orders", rest: "late" });
});

test("the beginning of a field's name offers the field", () => {
  const row = suggestionRows("orders own", { items: [] }, [], schema, 8)[0];
  expect(row?.action).toEqual({ kind: "complete", text: "orders owner:" });
});

test("only what was typed is marked", () => {
  expect(markTyped("fct_orders", "ord")).toEqual([{ t: "fct_" }, { t: "ord", m: 1 }, { t: "ers" }]);
  expect(markTyped("Sales Orders", "ord sal").map((part) => part.t).join("")).toBe("Sales Orders");
  expect(markTyped("border", "ord")).toEqual([{ t: "border" }]);
});

test("an empty box offers recent searches and a way to forget them", () => {
  expect(recentRows([], 8)).toEqual([]);
  const rows = recentRows(Array.from({ length: 12 }, (_, index) => `s${index}`), 6);
  expect(rows).toHaveLength(6);
  expect(rows.at(-1)?.action.kind).toBe("clear");
});
