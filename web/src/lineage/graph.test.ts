import { describe, expect, it } from "vitest";
import { graphCsv, graphOf, grouped, neighboursOf, waysThrough, withoutNodes } from "./graph";
import type { LineageAnswer } from "./types";

const node = (key: string, path = "Sales") => ({ key, type: "table", name: key, path });
const answer = (edges: [string, string][], root = "b"): LineageAnswer => ({
  root,
  nodes: [...new Set([root, ...edges.flat()])].map((key) => node(key)),
  edges: edges.map(([from, to]) => ({ from, to })),
  total_up: 0,
  total_down: 0,
});

describe("graphOf", () => {
  it("counts steps from the centre, upstream below zero", () => {
    const graph = graphOf([answer([["a", "b"], ["b", "c"], ["c", "d"]])]);
    expect(Object.fromEntries(graph.nodes.map(({ id, step }) => [id, step]))).toEqual({ a: -1, b: 0, c: 1, d: 2 });
  });
  it("ends on a cycle and shows each node once", () => {
    const graph = graphOf([answer([["a", "b"], ["b", "a"]])]);
    expect(graph.nodes.map(({ id }) => id).sort()).toEqual(["a", "b"]);
  });
  it("places what an expansion brings beside its neighbour", () => {
    const graph = graphOf([answer([["b", "c"]]), answer([["x", "c"]], "c")]);
    expect(graph.nodes.find(({ id }) => id === "x")?.step).toBe(0);
  });
  it("keeps two columns of one table apart", () => {
    const columns: LineageAnswer = { ...answer([]), nodes: [{ ...node("b"), column: "id" }, { ...node("c"), column: "id" }], edges: [{ from: "b", to: "c", from_column: "id", to_column: "id" }] };
    expect(graphOf([columns]).nodes.map(({ id, step }) => [id, step])).toEqual([["b#id", 0], ["c#id", 1]]);
  });
});

describe("waysThrough", () => {
  it("holds what is above and below, not what is beside", () => {
    const neighbours = neighboursOf([{ from: "a", to: "b" }, { from: "b", to: "c" }, { from: "a", to: "x" }]);
    expect([...waysThrough("b", neighbours)].sort()).toEqual(["a", "b", "c"]);
  });
});

describe("withoutNodes", () => {
  it("joins past what is hidden", () => {
    const graph = withoutNodes(graphOf([answer([["a", "job"], ["job", "b"]])]), new Set(["job"]));
    expect(graph.edges.map(({ from, to }) => [from, to])).toEqual([["a", "b"]]);
  });
});

describe("grouped", () => {
  const many = graphOf([answer(Array.from({ length: 30 }, (_, index): [string, string] => ["b", `t${index}`]))]);
  it("puts siblings into one node until few are left", () => {
    const graph = grouped(many, new Set(), 10);
    expect(graph.nodes).toHaveLength(2);
    expect(graph.nodes.find(({ members }) => members)?.members).toHaveLength(30);
    expect(graph.edges).toHaveLength(1);
  });
  it("leaves an opened family open, and a small graph alone", () => {
    expect(grouped(many, new Set(["down:1:Sales"]), 10).nodes).toHaveLength(31);
    expect(grouped(many, new Set(), 150)).toBe(many);
  });
});

describe("graphCsv", () => {
  it("quotes every cell and defuses formulas", () => {
    const graph = graphOf([answer([["=cmd", "b"]])]);
    expect(graphCsv(graph)).toContain(`"'=cmd","Sales"`);
  });
});
