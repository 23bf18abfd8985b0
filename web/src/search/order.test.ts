import { describe, expect, test } from "vitest";
import type { Field } from "../api/types";
import { orderedValues, treeOf } from "./order";

const keyword: Field = { name: "owner", label: "Owner", kind: "keyword" };
const ordinal: Field = { name: "level", label: "Level", kind: "ordinal", values: ["low", "mid", "high"].map((value) => ({ value, label: value.toUpperCase() })) };
const counts = (pairs: Record<string, number>) => Object.entries(pairs).map(([value, count]) => ({ value, count }));
const drawn = (values: { value: string; count: number }[]) => values.map(({ value, count }) => `${value} ${count}`);

describe("the values of a facet", () => {
  test("keep the order they were first seen in", () => {
    const values = orderedValues(keyword, counts({ bo: 9, ana: 3, cy: 1 }), [], ["ana", "bo"], true);
    expect(drawn(values)).toEqual(["ana 3", "bo 9", "cy 1"]);
  });

  test("stay in their place at 0 when the answer lists all there are", () => {
    expect(drawn(orderedValues(keyword, counts({ bo: 2 }), [], ["ana", "bo"], true))).toEqual(["ana 0", "bo 2"]);
  });

  test("are left out when their count is not known, unless selected", () => {
    expect(drawn(orderedValues(keyword, counts({ bo: 2 }), ["cy"], ["ana", "bo", "cy"], false))).toEqual(["bo 2", "cy 0"]);
  });

  test("of an ordinal field are all listed in the fixed order, with the server's words", () => {
    const values = orderedValues(ordinal, counts({ high: 4 }), [], [], false);
    expect(drawn(values)).toEqual(["low 0", "mid 0", "high 4"]);
    expect(values[0]?.label).toBe("LOW");
  });

  test("are selected whatever their case, and never twice", () => {
    const values = orderedValues(keyword, counts({ Ana: 4 }), ["ana"], ["Ana"], true);
    expect(values).toHaveLength(1);
    expect(values[0]).toMatchObject({ value: "Ana", selected: true });
  });
});

describe("the tree of a path field", () => {
  test("puts children under their parents and never under namesakes", () => {
    const tree = treeOf(counts({ Sales: 5, "Sales Ops": 2, "Sales/Orders": 3, "Sales/Orders/Old": 1 }));
    expect(tree.map((branch) => branch.name)).toEqual(["Sales", "Sales Ops"]);
    expect(tree[0]?.children[0]).toMatchObject({ name: "Orders", depth: 1 });
    expect(tree[0]?.children[0]?.children[0]).toMatchObject({ name: "Old", depth: 2 });
    expect(tree[1]?.children).toEqual([]);
  });

  test("shows a path whose parent is not listed under its whole name", () => {
    expect(treeOf(counts({ "Finance/Payments": 3 }))[0]?.name).toBe("Finance/Payments");
  });
});
