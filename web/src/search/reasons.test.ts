import { expect, test } from "vitest";
import type { Card } from "../api/types";
import { tellingParts } from "./duplicates";
import { reasonsOf } from "./reasons";

const card = (more: Partial<Card>): Card => ({ key: "t_1", type: "table", name: "orders", ...more });
const words = (more: Partial<Card>) => reasonsOf(card(more)).reasons.map((reason) => [reason.place, ...reason.term.map((part) => part.t)].join(" "));

test("names what matched, columns by their name", () => {
  expect(words({ why: ["name", "tag:pii"], matched: { columns: [{ name: "order_id" }] } })).toEqual(["name", "column order_id", "tag pii"]);
});

test("an exact name is a name, and what only ranks is no match", () => {
  expect(words({ why: ["exact name", "name", "certified"] })).toEqual(["exact name"]);
});

test("does not say columns twice", () => {
  expect(words({ why: ["columns"], matched: { columns: [{ name: "order_id" }] } })).toEqual(["column order_id"]);
});

test("says the synonym that led here", () => {
  expect(words({ why: [{ field: "term", term: "CLV", via: "synonym" }] })).toEqual(["term CLV (synonym)"]);
});

test("namesakes are told apart by the parts of the path that differ", () => {
  const path = (...names: string[]) => names.map((name) => ({ name }));
  const telling = tellingParts([
    card({ key: "t_1", path: path("Sales", "Orders") }),
    card({ key: "t_2", path: path("Sales", "Returns") }),
    card({ key: "t_3", name: "other", path: path("Sales") }),
  ]);
  expect([...(telling.get("t_1") ?? [])]).toEqual(["Orders"]);
  expect([...(telling.get("t_2") ?? [])]).toEqual(["Returns"]);
  expect(telling.has("t_3")).toBe(false);
});
