// The state of the lineage screen, in the address: defaults are not written, values come in a fixed order.
import { lineagePath } from "../router/paths";

export const levels = ["asset", "product", "column"] as const;
export type Level = (typeof levels)[number];

export interface LineageState {
  up: number;
  down: number;
  level: Level;
  column: string; // Of level "column".
  view: "graph" | "table" | ""; // Empty: by the width of the window.
  chosen: string;
  opened: string[]; // Groups.
  expanded: string[]; // Nodes whose further neighbours are shown.
  plain: boolean; // Without transformations (pipelines).
  sensitive: boolean; // Only what is sensitive.
}

export const deepest = 10;
const usualDepth = 2;

const depth = (text: string | null): number => {
  const value = Number(text ?? usualDepth);
  return Number.isInteger(value) && value >= 0 && value <= deepest ? value : usualDepth;
};

export function parseLineage(query: string): LineageState {
  const given = new URLSearchParams(query);
  const level = levels.find((known) => known === given.get("level")) ?? "asset";
  const column = given.get("col") ?? "";
  const view = given.get("view");
  return {
    up: depth(given.get("up")),
    down: depth(given.get("down")),
    level: level === "column" && column === "" ? "asset" : level,
    column,
    view: view === "graph" || view === "table" ? view : "",
    chosen: given.get("focus") ?? "",
    opened: given.getAll("open").sort(),
    expanded: given.getAll("expand").sort(),
    plain: given.get("jobs") === "hidden",
    sensitive: given.get("only") === "sensitive",
  };
}

export function lineageAddress(key: string, state: LineageState): string {
  const given = new URLSearchParams();
  if (state.up !== usualDepth) given.set("up", String(state.up));
  if (state.down !== usualDepth) given.set("down", String(state.down));
  if (state.level !== "asset") given.set("level", state.level);
  if (state.level === "column") given.set("col", state.column);
  if (state.view) given.set("view", state.view);
  if (state.plain) given.set("jobs", "hidden");
  if (state.sensitive) given.set("only", "sensitive");
  for (const id of [...new Set(state.opened)].sort()) given.append("open", id);
  for (const id of [...new Set(state.expanded)].sort()) given.append("expand", id);
  if (state.chosen) given.set("focus", state.chosen);
  return given.size > 0 ? `${lineagePath(key)}?${given}` : lineagePath(key);
}

const askedAtMost = 500;

export function lineageRequest(key: string, state: LineageState): string {
  const given = new URLSearchParams({ up: String(state.up), down: String(state.down), max_nodes: String(askedAtMost) });
  if (state.level !== "asset") given.set("level", state.level);
  if (state.level === "column") given.set("column", state.column);
  given.set("impact", "1");
  return `/api/v1/assets/${encodeURIComponent(key)}/lineage?${given}`;
}

// One step further both ways around a node that was expanded.
export function expansionRequest(id: string, level: Level): string {
  const [key = "", column] = id.split("#");
  const given = new URLSearchParams({ up: "1", down: "1", max_nodes: String(askedAtMost) });
  if (level !== "asset") given.set("level", level);
  if (column !== undefined) given.set("column", column);
  return `/api/v1/assets/${encodeURIComponent(key)}/lineage?${given}`;
}
