// The state of the Search screen, and its two addresses: the page's own and the API request's.
//
// Equal states have equal addresses: parameters come in a fixed order (the words, then the fields in the server's
// order), values are sorted, defaults are not written.
import type { Field, Schema } from "../api/types";

export interface Filter {
  field: string;
  value: string;
  not: boolean;
}

export interface SearchState {
  text: string;
  filters: Filter[];
  match: string; // "all", "any", or empty for the server's own choice.
  spell: string; // "off" keeps the words as typed, or empty.
  sort: string; // Empty: the server's first.
  size: number;
  page: number;
  view: "cards" | "compact";
  preview: string; // The key of the result shown beside the others, or empty.
}

export const pageSizes = [20, 50] as const;

export const emptySearch: SearchState = {
  text: "",
  filters: [],
  match: "",
  spell: "",
  sort: "",
  size: pageSizes[0],
  page: 1,
  view: "cards",
  preview: "",
};

const oneOf = (value: string | null, allowed: readonly string[]): string => (value && allowed.includes(value) ? value : "");

export function parseSearch(query: string, schema: Schema): SearchState {
  const parameters = new URLSearchParams(query);
  const filters: Filter[] = [];
  for (const field of schema.fields) {
    for (const not of [false, true]) {
      for (const value of parameters.getAll(parameterName(field.name, not))) {
        if (value !== "") addFilter(filters, { field: field.name, value, not });
      }
    }
  }
  const page = Number(parameters.get("page"));
  const sort = oneOf(parameters.get("sort"), schema.sorts.map((known) => known.value));
  return {
    text: (parameters.get("q") ?? "").trim(),
    filters,
    match: oneOf(parameters.get("match"), ["all", "any"]),
    spell: oneOf(parameters.get("spell"), ["off"]),
    sort: sort === schema.sorts[0]?.value ? "" : sort,
    size: Number(parameters.get("size")) === pageSizes[1] ? pageSizes[1] : pageSizes[0],
    page: Number.isInteger(page) && page > 1 ? page : 1,
    view: parameters.get("view") === "compact" ? "compact" : "cards",
    preview: parameters.get("preview") ?? "",
  };
}

const parameterName = (field: string, not: boolean): string => (not ? `not.${field}` : field);

function addFilter(filters: Filter[], filter: Filter): void {
  if (!filters.some((known) => sameFilter(known, filter))) filters.push(filter);
}

export const sameFilter = (one: Filter, other: Filter): boolean =>
  one.field === other.field && one.not === other.not && one.value.toLowerCase() === other.value.toLowerCase();

// As readable as an address may be: spaces as +, and the slashes of paths left alone.
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll("%20", "+").replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");

type Pair = [name: string, value: string];

const join = (pairs: Pair[]): string => pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");

function sharedPairs(state: SearchState, schema: Schema): Pair[] {
  const pairs: Pair[] = [];
  if (state.text !== "") pairs.push(["q", state.text]);
  for (const field of schema.fields) {
    for (const not of [false, true]) {
      const values = state.filters.filter((filter) => filter.field === field.name && filter.not === not);
      for (const value of values.map((filter) => filter.value).sort()) pairs.push([parameterName(field.name, not), value]);
    }
  }
  if (state.match) pairs.push(["match", state.match]);
  if (state.spell) pairs.push(["spell", state.spell]);
  return pairs;
}

// The page's address of a state, such as "/search?q=orders&domain=Sales".
export function searchPath(state: SearchState, schema: Schema): string {
  const pairs = sharedPairs(state, schema);
  if (state.sort) pairs.push(["sort", state.sort]);
  if (state.size !== pageSizes[0]) pairs.push(["size", String(state.size)]);
  if (state.page > 1) pairs.push(["page", String(state.page)]);
  if (state.view !== "cards") pairs.push(["view", state.view]);
  if (state.preview) pairs.push(["preview", state.preview]);
  return pairs.length === 0 ? "/search" : `/search?${join(pairs)}`;
}

export const facetValuesAsked = 24;

// The search for everything below an item.
export const below = (key: string): SearchState => ({ ...emptySearch, filters: [{ field: "within", value: key, not: false }] });

// The API request of a state. The server refuses a page past its limit, so such a page is asked for as the first.
export function searchRequest(state: SearchState, schema: Schema, withFacets = true): string {
  const pairs = sharedPairs(state, schema);
  if (state.sort) pairs.push(["sort", state.sort]);
  pairs.push(["size", String(state.size)]);
  if (state.page > 1 && state.page * state.size <= deepestResult) pairs.push(["page", String(state.page)]);
  const facets = withFacets ? schema.fields.filter((field) => field.facet).map((field) => field.name) : [];
  pairs.push(["facets", facets.join(",") || "none"]);
  if (facets.length > 0) pairs.push(["facet_size", String(facetValuesAsked)]);
  return `/api/v1/search?${join(pairs)}`;
}

export const deepestResult = 2000; // The API's own limit on page times size.

// The request for more values of one facet. Words and all filters narrow it; the server leaves out the facet's own.
export function facetRequest(state: SearchState, schema: Schema, field: string, prefix: string, page: number): string {
  const pairs = sharedPairs({ ...state, spell: "" }, schema);
  if (prefix) pairs.push(["prefix", prefix]);
  pairs.push(["size", "100"]);
  if (page > 1) pairs.push(["page", String(page)]);
  return `/api/v1/facets/${encodeURIComponent(field)}?${join(pairs)}`;
}

// The same search as the body of a POST, for searches that no address can hold.
export function searchBody(state: SearchState): Record<string, string | string[]> {
  const body: Record<string, string | string[]> = state.text ? { q: state.text } : {};
  for (const { field, not, value } of state.filters) {
    const name = parameterName(field, not);
    body[name] = [...(body[name] ?? []), value];
  }
  return body;
}

// Every result as a file of rows: the words and filters without pages and counts.
export function exportRequest(state: SearchState, schema: Schema): string {
  return `/api/v1/export?${join([["format", "csv"], ...sharedPairs(state, schema)])}`;
}

export function suggestRequest(text: string, size: number, state: SearchState, schema: Schema): string {
  const filters = sharedPairs({ ...emptySearch, filters: state.filters }, schema);
  return `/api/v1/suggest?${join([["q", text], ["size", String(size)], ...filters])}`;
}

// A change of what is searched always starts at the first page, without a preview.
export const changed = (state: SearchState, change: Partial<SearchState>): SearchState => ({ ...state, page: 1, preview: "", ...change });

export function withFilter(state: SearchState, filter: Filter): SearchState {
  const filters = [...state.filters];
  addFilter(filters, filter);
  return changed(state, { filters });
}

export const withoutFilter = (state: SearchState, filter: Filter): SearchState =>
  changed(state, { filters: state.filters.filter((known) => !sameFilter(known, filter)) });

export const withoutField = (state: SearchState, field: string): SearchState =>
  changed(state, { filters: state.filters.filter((known) => known.field !== field) });

export const selectedValues = (state: SearchState, field: Field): string[] =>
  state.filters.filter((filter) => filter.field === field.name && !filter.not).map((filter) => filter.value);

// A search for one value of one field, as the cards and facts link to.
export const filterPath = (schema: Schema, field: string, value: string): string =>
  searchPath({ ...emptySearch, filters: [{ field, value, not: false }] }, schema);
