// The lineage answer of the API, and the graph the screen draws from it.
import type { Place } from "../shared/place";

export interface LineageNode {
  key: string;
  type: string;
  name: string;
  column?: string; // At column level.
  path?: Place;
  platform?: string;
  certification?: string;
  freshness?: string;
  contract?: string;
  sensitivity?: string;
  more_up?: number; // Visible neighbours that the answer leaves out.
  more_down?: number;
}

export interface LineageEdge {
  from: string;
  to: string;
  from_column?: string; // At column level, where an end is a column of the item.
  to_column?: string;
  kind?: string;
  via?: string[]; // Pipelines between.
  at?: string;
}

export interface LineageAnswer {
  root: string;
  nodes: LineageNode[];
  edges: LineageEdge[];
  total_up: number;
  total_down: number;
  truncated?: boolean;
  cycle?: boolean;
  impact?: { assets: number; products: number; dashboards: number; owners: { key?: string; name: string; mail?: string }[]; owners_total?: number };
}

export interface GraphNode extends LineageNode {
  id: string;
  step: number; // From the centre: upstream below zero, downstream above.
  members?: GraphNode[]; // Of a group: what it stands for.
}

export interface Graph {
  root: string;
  nodes: GraphNode[];
  edges: LineageEdge[];
}
