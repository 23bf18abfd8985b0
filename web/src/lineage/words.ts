// A node in words, for names, rows and screen readers.
import { labelOf, typeWord } from "../api/schema";
import type { Schema } from "../api/types";
import { counted } from "../shared/words";
import type { GraphNode } from "./types";

export const titleOf = (node: GraphNode, schema: Schema): string =>
  node.members ? `${counted(node.members.length, typeWord(schema, node.type).toLowerCase(), typeWord(schema, node.type, 2).toLowerCase())}${node.name ? ` in ${node.name}` : ""}` : node.column === undefined ? node.name : `${node.column} · ${node.name}`;

export const stepWords = (step: number): string => (step === 0 ? "the centre" : `${counted(Math.abs(step), "step")} ${step < 0 ? "upstream" : "downstream"}`);

// What a glance should warn of: late or stale data, a broken contract, sensitive content.
export function badgesOf(node: GraphNode, schema: Schema): { word: string; tone: "warn" | "bad" }[] {
  const badges: { word: string; tone: "warn" | "bad" }[] = [];
  if (node.freshness === "late" || node.freshness === "stale") badges.push({ word: labelOf(schema, "freshness", node.freshness).toLowerCase(), tone: "warn" });
  if (node.contract === "broken") badges.push({ word: "contract broken", tone: "bad" });
  if (isSensitive(node)) badges.push({ word: labelOf(schema, "sensitivity", node.sensitivity ?? "").toLowerCase(), tone: "warn" });
  return badges;
}

export const isSensitive = (node: GraphNode): boolean => node.sensitivity === "confidential" || node.sensitivity === "restricted";

export const moreWords = (node: GraphNode): string =>
  [node.more_up ? `+${node.more_up} upstream` : "", node.more_down ? `+${node.more_down} downstream` : ""].filter(Boolean).join(", ");

export function fullName(node: GraphNode, schema: Schema): string {
  const parts = [titleOf(node, schema)];
  if (!node.members) parts.push(typeWord(schema, node.type).toLowerCase());
  parts.push(stepWords(node.step), ...badgesOf(node, schema).map(({ word }) => word));
  const more = moreWords(node);
  if (more) parts.push(more);
  return parts.join(", ");
}
