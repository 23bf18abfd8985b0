// A search in words: "orders in Finance, confidential, not late".
import { labelOf } from "../api/schema";
import type { Schema } from "../api/types";
import type { Filter, SearchState } from "../search/state";

function filterWords(schema: Schema, filter: Filter): string {
  const field = schema.fields.find((known) => known.name === filter.field);
  const label = labelOf(schema, filter.field, filter.value);
  const words = field?.kind === "path" ? `in ${label}` : field?.kind === "ordinal" ? label.toLowerCase() : `${(field?.label ?? filter.field).toLowerCase()} ${label}`;
  return filter.not ? `not ${words}` : words;
}

export function queryWords(state: SearchState, schema: Schema): string {
  const text = state.text || "everything";
  const [first, ...rest] = state.filters.map((filter) => filterWords(schema, filter));
  if (first === undefined) return text;
  return [first.startsWith("in ") ? `${text} ${first}` : `${text}, ${first}`, ...rest].join(", ");
}
