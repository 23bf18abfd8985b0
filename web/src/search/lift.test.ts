import { expect, test } from "vitest";
import { schema } from "../test_schema";
import { liftFilters, typedPath } from "./lift";

const lifted = (typed: string) => {
  const { text, filters } = liftFilters(typed, schema);
  return [text, ...filters.map((filter) => `${filter.not ? "-" : ""}${filter.field}=${filter.value}`)];
};

test("a field and its value leave the text", () => {
  expect(lifted("owner:ana orders")).toEqual(["orders", "owner=ana"]);
  expect(lifted("orders OWNER:ana")).toEqual(["orders", "owner=ana"]);
});

test("a quoted value may hold spaces", () => {
  expect(lifted('orders owner:"Ana Ruiz"')).toEqual(["orders", "owner=Ana Ruiz"]);
});

test("a minus excludes", () => {
  expect(lifted("orders -owner:ana")).toEqual(["orders", "-owner=ana"]);
});

test("unknown fields, phrases, prefixes and comparisons stay in the text", () => {
  for (const typed of ["foo:bar x", '"customer orders"', "ord*", "owner:an*", "owner:>=2", "-raw orders"]) {
    expect(lifted(typed)).toEqual([typed]);
  }
});

test("groups and OR are left to the server", () => {
  for (const typed of ["owner:ana OR owner:bo", "(owner:ana orders)"]) expect(lifted(typed)).toEqual([typed]);
});

test("an open quote loses nothing", () => {
  expect(lifted('owner:ana "orders of')).toEqual(['"orders of', "owner=ana"]);
  expect(lifted('"')).toEqual(['"']);
});

test("an address in the text is not a field", () => {
  expect(lifted("snowflake://acme/orders")).toEqual(["snowflake://acme/orders"]);
});

test("typed text becomes the address of its search", () => {
  expect(typedPath("owner:ana orders", schema)).toBe("/search?q=orders&owner=ana");
});
