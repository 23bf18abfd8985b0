// Who says a fact of an item: the source, its file and place, and when it was read. An edit of a person stands above what
// it replaced.
import type { Asset, Source } from "../api/types";
import { listed } from "./values";

// How the server calls a workbook among those who say something: its source's name with this behind it.
const editMark = " (workbook)";
const workbookFormat = "waymark_workbook";

export interface Said {
  source: string;
  edited: boolean;
  value: string; // Empty where only one source speaks: then the value is the one on screen.
  used: boolean;
  files: Source[];
}

const filesOf = (asset: Asset, name: string): Source[] => {
  const names = name.split(", ");
  return (asset.sources ?? []).filter((source) => names.includes(source.name));
};

function saidBy(asset: Asset, label: string, value: string, used: boolean): Said {
  const edited = label.endsWith(editMark);
  const source = edited ? label.slice(0, -editMark.length) : label;
  const files = filesOf(asset, source).filter((file) => (file.format === workbookFormat) === edited);
  return { source, edited, value, used, files };
}

// Nothing where it is not known which of several sources said it, or where a rule worked it out.
export function saidOf(asset: Asset, field: string): Said[] {
  const conflict = asset.conflicts?.find((known) => known.field === field);
  if (conflict) {
    const used = conflict.used === undefined ? undefined : listed(conflict.used);
    const first = conflict.values.findIndex((said) => used === listed(said.value) || used === said.source);
    return conflict.values.map((said, index) => saidBy(asset, said.source, listed(said.value), index === Math.max(0, first)));
  }
  const winner = asset.provenance?.[field];
  if (winner) return [saidBy(asset, winner, "", true)];
  const [only, ...others] = asset.sources ?? [];
  return only && others.length === 0 ? [saidBy(asset, only.name, "", true)] : [];
}

export const editOf = (said: Said[]): Said | undefined => said.find((one) => one.edited && one.used);
