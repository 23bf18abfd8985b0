// The answer of /api/v1/assets/{key}/contract and of its comparison.
export interface Finding {
  code: string;
  severity?: string;
  where?: string;
  expected?: string;
  actual?: string;
  text: string;
}

export type RowState = "kept" | "broken" | "unchecked";

export interface ContractColumn {
  path: string;
  type?: string;
  required?: boolean;
  sensitivity?: string;
  key_role?: string;
  description?: string;
  state: RowState;
  findings?: Finding[];
}

export interface ContractObject {
  name: string;
  target?: { key: string; name: string };
  state?: string;
  columns_total?: number;
  columns: ContractColumn[];
  findings?: Finding[];
}

export interface ContractPromise {
  kind: string;
  text: string;
  state: RowState;
  expected?: string;
  found?: string;
  why?: string;
}

export interface ContractText {
  key: string;
  name: string;
  format?: string;
  version: string;
  current: boolean;
  versions: number;
  status?: string;
  state?: string; // Of the current version.
  file?: string;
  owners?: string[];
  objects: ContractObject[];
  promises: ContractPromise[];
  checks: { total: number; failed: number; unchecked: number };
  other?: Record<string, string>;
  original?: string;
  original_cut?: boolean;
}

export interface ContractAnswer {
  contracts: ContractText[];
}

export interface VersionsAnswer {
  contracts: { key: string; name: string; versions: { version: string; current: boolean; format?: string; status?: string; file?: string; bytes: number }[] }[];
}

export interface ComparisonAnswer {
  from: string;
  to: string;
  verdict: "breaking" | "compatible" | "same";
  changes: { kind: string; effect: "breaking" | "compatible"; where: string; from?: string; to?: string; text: string }[];
}
