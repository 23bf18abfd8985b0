import { describe, expect, test } from "vitest";
import { schema } from "../test_schema";
import { emptySearch, exportRequest, parseSearch, searchBody, searchPath, searchRequest, withFilter, withoutFilter } from "./state";

const roundTrip = (query: string) => searchPath(parseSearch(query, schema), schema);
const is = (field: string, value: string, not = false) => ({ field, value, not });

describe("the address of a search", () => {
  test("keeps what it holds", () => {
    const query = "?q=orders&domain=Sales&domain=Sales/Orders&not.owner=Bo+L&sensitivity=public&sort=name&size=50&page=3&view=compact";
    expect(roundTrip(query)).toBe(`/search${query}`);
  });

  test("writes no defaults and drops what it does not know", () => {
    expect(roundTrip("?page=1&size=20&sort=relevance&view=cards&foo=1&match=auto&q=")).toBe("/search");
  });

  test("holds the preview, which any other search or page leaves behind", () => {
    expect(roundTrip("?q=orders&preview=t_1")).toBe("/search?q=orders&preview=t_1");
    const state = parseSearch("?q=orders&preview=t_1", schema);
    expect(searchPath(withFilter(state, is("owner", "Bo")), schema)).toBe("/search?q=orders&owner=Bo");
    expect(searchRequest(state, schema)).not.toContain("preview");
  });

  test("goes into a file of rows and into a body without pages and views", () => {
    const state = parseSearch("?q=orders&domain=Sales&domain=Web&not.owner=Bo&page=3&view=compact&size=50", schema);
    expect(exportRequest(state, schema)).toBe("/api/v1/export?format=csv&q=orders&domain=Sales&domain=Web&not.owner=Bo");
    expect(searchBody(state)).toEqual({ q: "orders", domain: ["Sales", "Web"], "not.owner": ["Bo"] });
  });

  test("is the same whatever the order of the clicks", () => {
    const one = withFilter(withFilter(emptySearch, is("owner", "Bo")), is("domain", "Sales"));
    const other = withFilter(withFilter(emptySearch, is("domain", "Sales")), is("owner", "Bo"));
    expect(searchPath(one, schema)).toBe(searchPath(other, schema));
  });

  test("comes back byte for byte when a filter is set and removed again", () => {
    const before = parseSearch("?q=a%26b&domain=R%2526D", schema);
    const filter = is("owner", "Ünal & Söhne");
    expect(searchPath(withoutFilter(withFilter(before, filter), filter), schema)).toBe(searchPath(before, schema));
  });

  test("takes a value in another case for the same filter", () => {
    expect(withFilter(parseSearch("?domain=sales", schema), is("domain", "Sales")).filters).toHaveLength(1);
  });

  test("a page that is no number is the first", () => {
    for (const page of ["0", "-1", "1.5", "x", ""]) expect(parseSearch(`?page=${page}`, schema).page).toBe(1);
  });

  test("a change of filters goes to the first page", () => {
    expect(withFilter(parseSearch("?page=4", schema), is("owner", "Bo")).page).toBe(1);
  });
});

describe("the request of a search", () => {
  test("asks for the schema's facets and sends no page-only parameters", () => {
    const request = searchRequest(parseSearch("?q=orders&view=compact", schema), schema);
    expect(request).toContain("facets=type,domain,owner,sensitivity");
    expect(request).not.toContain("view");
  });

  test("never asks for a page the server refuses", () => {
    expect(searchRequest(parseSearch("?page=999", schema), schema)).not.toContain("page=");
    expect(searchRequest(parseSearch("?page=100", schema), schema)).toContain("page=100");
  });
});
