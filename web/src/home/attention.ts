// What a catalog's keepers should look at first. Each row is one search; rows whose field the server does not have are
// left out.
import { fieldNamed } from "../api/schema";
import type { Facet, Schema } from "../api/types";

export interface Attention {
  field: string;
  value: string;
  words: string;
  none: string;
}

const rows: Attention[] = [
  { field: "freshness", value: "late", words: "later than promised", none: "Nothing is late" },
  { field: "contract", value: "broken", words: "with a broken contract", none: "No contract is broken" },
  { field: "missing", value: "owner", words: "without an owner", none: "Everything has an owner" },
];

export const attentionRows = (schema: Schema): Attention[] => rows.filter((row) => fieldNamed(schema, row.field));

// The count of a row where the answer's facets hold it; nothing when a search of its own must tell.
export function countIn(facets: Record<string, Facet> | undefined, row: Attention): number | undefined {
  const facet = facets?.[row.field];
  if (!facet) return undefined;
  return facet.values.find((value) => value.value.toLowerCase() === row.value)?.count ?? 0;
}
