// What a catalog's keepers should look at first. Each row is one search; rows whose field the server does not have are
// left out.
import { fieldNamed } from "../api/schema";
import type { Facet, Schema } from "../api/types";
import { emptySearch, type SearchState } from "../search/state";

export interface Attention {
  field: string;
  values: string[];
  words: string;
  none: string;
}

const rows: Attention[] = [
  { field: "freshness", values: ["late", "stale"], words: "late or stale", none: "Nothing is late or stale" },
  { field: "contract", values: ["broken"], words: "with a broken contract", none: "No contract is broken" },
  { field: "missing", values: ["owner"], words: "without an owner", none: "Everything has an owner" },
];

export const attentionRows = (schema: Schema): Attention[] => rows.filter((row) => fieldNamed(schema, row.field));

export const attentionSearch = ({ field, values }: Attention): SearchState => ({
  ...emptySearch,
  filters: values.map((value) => ({ field, value, not: false })),
});

// The count of a row where the answer's facets hold it; nothing when a search of its own must tell. An item has one
// value of such a field at most, so the counts add up.
export function countIn(facets: Record<string, Facet> | undefined, row: Attention): number | undefined {
  const facet = facets?.[row.field];
  return facet?.values.filter((value) => row.values.includes(value.value)).reduce((sum, value) => sum + value.count, 0);
}
