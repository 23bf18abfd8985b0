// Where nodes and edges are drawn: left to right, by dagre.
import dagre from "@dagrejs/dagre";
import type { Graph, GraphNode, LineageEdge } from "./types";

export const nodeWidth = 220;
export const nodeHeight = 56;
const margin = 24;

export interface PlacedNode {
  node: GraphNode;
  x: number; // Of the left upper corner.
  y: number;
}

export interface PlacedEdge {
  edge: LineageEdge;
  line: string; // The d of a path.
}

export interface Layout {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  width: number;
  height: number;
}

export function layoutOf(graph: Graph): Layout {
  const drawing = new dagre.graphlib.Graph();
  drawing.setGraph({ rankdir: "LR", nodesep: 20, ranksep: 76, marginx: margin, marginy: margin });
  drawing.setDefaultEdgeLabel(() => ({}));
  // In the order of steps and names, so that one graph has one drawing.
  const ordered = [...graph.nodes].sort((one, other) => one.step - other.step || (one.name < other.name ? -1 : 1));
  for (const node of ordered) drawing.setNode(node.id, { width: nodeWidth, height: nodeHeight });
  for (const edge of graph.edges) drawing.setEdge(edge.from, edge.to);
  dagre.layout(drawing);
  const nodes = ordered.map((node) => {
    const place = drawing.node(node.id) as { x: number; y: number };
    return { node, x: place.x - nodeWidth / 2, y: place.y - nodeHeight / 2 };
  });
  const at = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const edges = graph.edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    return from && to ? [{ edge, line: lineBetween(from, to) }] : [];
  });
  const { width = 0, height = 0 } = drawing.graph() as { width?: number; height?: number };
  return { nodes, edges, width: Math.max(width, nodeWidth + 2 * margin), height: Math.max(height, nodeHeight + 2 * margin) };
}

// A curve from the right side to the left side, ending where the arrow begins.
function lineBetween(from: PlacedNode, to: PlacedNode): string {
  const [x1, y1, x2, y2] = [from.x + nodeWidth, from.y + nodeHeight / 2, to.x - 7, to.y + nodeHeight / 2];
  const bend = Math.max(36, Math.abs(x2 - x1) / 2);
  return `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
