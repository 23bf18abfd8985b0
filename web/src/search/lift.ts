// Moves the "field:value" parts of a typed query out of the text, so that text, chips and ticks agree.
//
//   liftFilters('owner:ana orders', schema)  ->  { text: "orders", filters: [owner is ana] }
//
// Only fields of the schema are recognised; comparisons, groups and anything in quotes stay in the text for the server.
import { fieldNamed } from "../api/schema";
import type { Schema } from "../api/types";
import { changed, emptySearch, type Filter, type SearchState, searchPath, withFilter } from "./state";

// One part of a query: an optional minus, an optional field, then a quoted phrase or a run of non-spaces.
const part = /(-?)(?:([A-Za-z_.]+):)?(?:"([^"]*)"|([^\s"]+))(?=\s|$)/y;

export function liftFilters(typed: string, schema: Schema): { text: string; filters: Filter[] } {
  if (/[()]|\bOR\b/.test(typed)) return { text: typed.trim(), filters: [] };
  const words: string[] = [];
  const filters: Filter[] = [];
  let at = 0;
  while (at < typed.length) {
    if (/\s/.test(typed.charAt(at))) {
      at += 1;
      continue;
    }
    part.lastIndex = at;
    const match = part.exec(typed);
    // An open quote: the rest is the server's to judge.
    if (!match) {
      words.push(typed.slice(at).trim());
      break;
    }
    at = part.lastIndex;
    const [whole, minus, name = "", quoted, bare] = match;
    const field = fieldNamed(schema, name.toLowerCase());
    const value = quoted ?? bare ?? "";
    if (field && value !== "" && (quoted !== undefined || !/^[<>=]|[*]/.test(value))) {
      filters.push({ field: field.name, value, not: minus === "-" });
    } else {
      words.push(whole);
    }
  }
  return { text: words.join(" "), filters };
}

// The address of a search as somebody would type it.
export function typedPath(typed: string, schema: Schema, from: SearchState = emptySearch): string {
  const lifted = liftFilters(typed, schema);
  const state = changed(from, { text: lifted.text, match: "", spell: "" });
  return searchPath(lifted.filters.reduce(withFilter, state), schema);
}
