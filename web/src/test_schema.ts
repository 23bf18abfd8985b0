// A small field description for unit tests.
import type { Schema } from "./api/types";

export const schema: Schema = {
  fields: [
    { name: "type", label: "Type", kind: "keyword", facet: true },
    { name: "domain", label: "Domain", kind: "path", facet: true },
    { name: "owner", label: "Owner", kind: "keyword", facet: true },
    {
      name: "sensitivity",
      label: "Sensitivity",
      kind: "ordinal",
      facet: true,
      values: ["public", "internal", "confidential"].map((value) => ({ value, label: value })),
    },
    { name: "missing", label: "Missing", kind: "flag" },
  ],
  sorts: [
    { value: "relevance", label: "Relevance" },
    { value: "name", label: "Name" },
  ],
  types: [{ value: "table", label: "Table", plural: "Tables", letter: "t" }],
};
