// The shapes of the JSON API that the page reads. Members the server may leave out are optional.

export type Tone = "neutral" | "ok" | "warn" | "bad" | "note";

export interface FieldValue {
  value: string;
  label: string;
  tone?: Tone;
}

export interface Field {
  name: string;
  label: string;
  help?: string;
  kind: "path" | "keyword" | "ordinal" | "flag";
  facet?: boolean;
  open?: boolean;
  multiple?: boolean;
  values?: FieldValue[]; // Words for values; of ordinal fields every value, in fixed order.
}

export interface TypeWord {
  value: string;
  label: string;
  plural: string;
  letter: string;
}

export interface Schema {
  fields: Field[]; // In display order.
  sorts: FieldValue[];
  types: TypeWord[];
  changes?: FieldValue[]; // Kinds of change.
  syntax?: { example: string; text: string }[];
}

export interface Named {
  key?: string;
  name: string;
}

export interface Owner extends Named {
  mail?: string;
  kind?: string;
  inherited?: boolean; // From the product or container, not stated on the item itself.
}

export interface Segment {
  t: string;
  m?: number;
}

export interface Freshness {
  state: string;
  updated_at?: string;
  promised_within_s?: number;
}

export interface Activity {
  level?: string;
  queries_30d?: number;
  users_30d?: number;
  days?: { day: string; uses?: number; users?: number; refreshes?: number; runs?: number; failures?: number }[]; // Of an asset alone.
}

export interface Matched {
  columns?: { name: string; segments?: Segment[] }[];
  more_columns?: number;
}

export interface Terms {
  key?: string;
  name?: string;
  format?: string;
  version?: string;
  status?: string;
  promises?: { kind?: string; text?: string; within_s?: number }[];
}

export interface Contract extends Terms {
  state?: string;
  findings?: string[]; // What is broken, in words.
  objects?: { name: string; key?: string; columns?: number; required?: string[] }[]; // What a contract speaks of.
  contracts?: Terms[]; // The contracts about an item.
  original?: string; // Only when asked for by include=contract.
  original_cut?: boolean;
}

export type Why = string | { field: string; term?: string; text?: string; via?: string };

export interface Card {
  key: string;
  type: string;
  name: string;
  title?: string;
  ref?: string;
  qualified_name?: string;
  path?: Named[];
  owner?: Owner[];
  platform?: string;
  description?: string;
  tags?: string[];
  certification?: string;
  sensitivity?: string;
  criticality?: string;
  lifecycle?: string;
  freshness?: Freshness;
  activity?: Activity;
  has?: { contract?: boolean; lineage?: boolean; columns?: number };
  contract?: string | Contract; // On cards the state alone.
  stub?: boolean; // Named by others, described by none.
  parent?: { key: string; type: string; name: string }; // Of a column.
  data_type?: string; // Of a column.
  highlight?: Record<string, Segment[]>;
  matched?: Matched;
  why?: Why[];
  explain?: { signal: string; term?: string; field?: string; value: number }[]; // Only when asked for.
  url?: string;
}

export interface FacetValue {
  value: string;
  label?: string;
  key?: string;
  count: number;
  selected?: boolean;
}

export interface Facet {
  values: FacetValue[];
  more?: number;
  missing?: number;
}

export interface Note {
  code: string;
  text: string;
}

export type Exit =
  | { kind: "drop_filter"; field: string; value?: string; values?: string[]; total: number }
  | { kind: "drop_all_filters"; total: number }
  | { kind: "any_words"; total: number }
  | { kind: "spell"; q: string; total: number };

export interface SearchAnswer {
  query: {
    q: string;
    match?: string;
    relaxed?: boolean | string;
    spell?: { q: string; total?: number; applied?: boolean };
    offers?: { field: string; value: string; label: string; total: number }[]; // Filters the words seem to mean.
  };
  total: number;
  total_is?: "exact" | "at_least";
  page: number;
  size: number;
  pages: number;
  took_ms?: number;
  as_of?: string;
  generation?: string;
  hits: Card[];
  facets?: Record<string, Facet>;
  notes?: Note[];
  exits?: Exit[];
}

export interface Suggestion {
  kind: string;
  key?: string;
  type?: string;
  text?: string;
  segments?: Segment[];
  sub?: string;
  url?: string;
  field?: string;
  value?: string;
  label?: string;
  count?: number;
}

export interface SuggestAnswer {
  items: Suggestion[];
  total?: number;
}

export interface FacetAnswer {
  field: string;
  values: FacetValue[];
  more?: number;
}

export interface Column {
  name: string;
  path?: string;
  type?: string;
  nullable?: boolean;
  description?: string;
  tags?: string[];
  sensitivity?: string;
  key_role?: string;
  pos?: number;
}

export interface ColumnsAnswer {
  total: number;
  columns: Column[];
}

export interface Neighbour {
  key: string;
  type: string;
  name: string;
  path?: (Named | string)[] | string;
}

export interface Source {
  name: string;
  format?: string;
  place?: string;
  read_at?: string;
}

export interface Conflict {
  field: string;
  values: { value: unknown; source: string; at?: string }[];
  used?: unknown;
}

export interface Port {
  key: string;
  type: string;
  name: string;
}

export interface Asset extends Card {
  column?: Column; // When the key was that of a column.
  display_name?: string;
  environment?: string;
  completeness?: { percent: number; missing: string[] }; // Of a data product, like the three below.
  health?: { state: string; text: string };
  outputs?: Port[];
  inputs?: Port[];
  sensitivity_source?: { key?: string; name?: string; column?: string }; // What set a sensitivity nobody stated.
  sensitivity_from?: string; // The part of it whose sensitivity it has.
  columns?: Column[];
  columns_total?: number;
  source_url?: string;
  members?: { total: number; by_type?: Record<string, number> };
  synonyms?: string[];
  popular_queries?: string[];
  links?: { upstream?: number; downstream?: number; reports?: number };
  terms?: (Named | string)[];
  quality?: { passed: number; failed: number };
  extra?: Record<string, unknown>;
  sources?: Source[];
  conflicts?: Conflict[];
  provenance?: Record<string, string>;
  lineage?: { upstream?: Neighbour[]; downstream?: Neighbour[] };
  aliases?: string[];
  times?: Record<string, string>;
  as_of?: string;
}

export interface StatusAnswer {
  version?: string;
  generation?: { id?: string; published_at?: string; age_s?: number };
  assets?: { total?: number; by_type?: Record<string, number> };
  sources?: { name: string; kind?: string; seen_at?: string; assets?: number; problems?: number }[];
  access?: { scopes?: string[] };
  last_run?: LastRun; // For who sees everything.
}

export interface LastRun {
  outcome?: string; // "done", "partly", "refused", "failed".
  files?: number;
  failed?: number; // Files that could not be read.
  last_error?: string;
  edits_not_applied?: { count: number; examples: string[] };
}

export interface ChangeDetail {
  field: string;
  before?: string;
  after?: string;
}

export interface ChangeEvent {
  id: string;
  at: string;
  change: string;
  label: string;
  key?: string; // Of what changed; a run of the index has none.
  type?: string;
  name?: string;
  domain?: string;
  source?: string;
  details?: ChangeDetail[];
  more_details?: number;
  url?: string; // Where it still is.
  counts?: { added: number; changed: number; removed: number };
}

export interface ChangesAnswer {
  items: ChangeEvent[];
  cursor?: string;
  more: boolean;
}
