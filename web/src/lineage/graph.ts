// What is drawn of a lineage answer: steps from the centre, neighbours, what hangs together, groups of siblings.
import { placeWords } from "../shared/place";
import type { Graph, GraphNode, LineageAnswer, LineageEdge, LineageNode } from "./types";

const idOf = (key: string, column: string | undefined): string => (column === undefined ? key : `${key}#${column}`);

export const nodeId = (node: LineageNode): string => idOf(node.key, node.column);

const edgeId = (edge: LineageEdge): string => `${edge.from} ${edge.to}`;

// Several answers as one: the first one's centre stays the centre.
export function graphOf(answers: LineageAnswer[]): Graph {
  const centre = answers[0]?.nodes[0]; // The root comes first.
  const root = centre ? nodeId(centre) : (answers[0]?.root ?? "");
  const edges = new Map<string, LineageEdge>();
  const found = new Map<string, LineageNode>();
  for (const answer of answers) {
    for (const given of answer.edges) {
      const edge = { ...given, from: idOf(given.from, given.from_column), to: idOf(given.to, given.to_column) };
      if (edge.from !== edge.to && !edges.has(edgeId(edge))) edges.set(edgeId(edge), edge);
    }
    for (const node of answer.nodes) {
      const id = nodeId(node);
      const known = found.get(id);
      // A later answer goes further, so it leaves out less.
      found.set(id, known ? { ...known, more_up: least(known.more_up, node.more_up), more_down: least(known.more_down, node.more_down) } : node);
    }
  }
  const kept = [...edges.values()].filter((edge) => found.has(edge.from) && found.has(edge.to));
  const steps = stepsFrom(root, kept);
  return { root, edges: kept, nodes: [...found].map(([id, node]) => ({ ...node, id, step: steps.get(id) ?? 0 })) };
}

const least = (one = 0, other = 0): number => Math.min(one, other);

function reach(start: string, next: Map<string, string[]>): Map<string, number> {
  const steps = new Map([[start, 0]]);
  for (const [id, step] of steps) for (const neighbour of next.get(id) ?? []) if (!steps.has(neighbour)) steps.set(neighbour, step + 1);
  return steps;
}

export interface Neighbours {
  up: Map<string, string[]>;
  down: Map<string, string[]>;
}

export function neighboursOf(edges: LineageEdge[]): Neighbours {
  const up = new Map<string, string[]>();
  const down = new Map<string, string[]>();
  for (const { from, to } of edges) {
    down.set(from, [...(down.get(from) ?? []), to]);
    up.set(to, [...(up.get(to) ?? []), from]);
  }
  return { up, down };
}

// Nearest way wins; what is both above and below (a cycle) counts as above.
function stepsFrom(root: string, edges: LineageEdge[]): Map<string, number> {
  const { up, down } = neighboursOf(edges);
  const steps = new Map<string, number>();
  for (const [id, step] of reach(root, down)) steps.set(id, step);
  for (const [id, step] of reach(root, up)) if (!steps.has(id) || step <= (steps.get(id) ?? 0)) steps.set(id, -step);
  // Reached by neither alone: a sibling that an expansion brought.
  const both = neighboursOf([...edges, ...edges.map(({ from, to }) => ({ from: to, to: from }))]).down;
  for (const [id] of reach(root, both)) {
    if (steps.has(id)) continue;
    const below = (up.get(id) ?? []).map((from) => steps.get(from)).find((step) => step !== undefined);
    const above = (down.get(id) ?? []).map((to) => steps.get(to)).find((step) => step !== undefined);
    steps.set(id, below !== undefined ? below + 1 : above !== undefined ? above - 1 : 0);
  }
  steps.set(root, 0);
  return steps;
}

// Everything on a way through the node, itself included.
export function waysThrough(id: string, { up, down }: Neighbours): Set<string> {
  return new Set([...reach(id, up).keys(), ...reach(id, down).keys()]);
}

// Without some nodes; what they joined is joined past them, so that no way disappears in silence.
export function withoutNodes(graph: Graph, gone: Set<string>): Graph {
  if (gone.size === 0) return graph;
  let edges = graph.edges;
  for (const id of gone) {
    const above = edges.filter((edge) => edge.to === id);
    const below = edges.filter((edge) => edge.from === id);
    const past = above.flatMap((from) => below.map((to) => ({ from: from.from, to: to.to, kind: "through" })));
    edges = [...edges.filter((edge) => edge.from !== id && edge.to !== id), ...past];
  }
  const unique = new Map(edges.filter((edge) => edge.from !== edge.to).map((edge) => [edgeId(edge), edge]));
  return { root: graph.root, nodes: graph.nodes.filter((node) => !gone.has(node.id)), edges: [...unique.values()] };
}

export const drawnAtMost = 150;

const groupId = (node: GraphNode): string => `${node.step < 0 ? "up" : "down"}:${node.step}:${placeWords(node.path)}`;

// Siblings (one step, one place) become one node, the largest family first, until few enough are left to draw. Families
// the visitor opened stay open.
export function grouped(graph: Graph, opened: Set<string>, most = drawnAtMost): Graph {
  let count = graph.nodes.length;
  if (count <= most) return graph;
  const families = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    if (node.id === graph.root) continue;
    families.set(groupId(node), [...(families.get(groupId(node)) ?? []), node]);
  }
  const closed = new Map<string, string>(); // Member to group.
  const groups: GraphNode[] = [];
  for (const [id, members] of [...families].sort((one, other) => other[1].length - one[1].length || (one[0] < other[0] ? -1 : 1))) {
    const first = members[0];
    if (count <= most || members.length < 2) break;
    if (opened.has(id) || !first) continue;
    groups.push({ id, key: id, type: first.type, name: placeWords(first.path), step: first.step, members });
    for (const member of members) closed.set(member.id, id);
    count -= members.length - 1;
  }
  const home = (id: string) => closed.get(id) ?? id;
  const edges = new Map<string, LineageEdge>();
  for (const edge of graph.edges) {
    const moved = { ...edge, from: home(edge.from), to: home(edge.to) };
    if (moved.from !== moved.to) edges.set(edgeId(moved), moved);
  }
  return { root: graph.root, nodes: [...graph.nodes.filter((node) => !closed.has(node.id)), ...groups], edges: [...edges.values()] };
}

// Many columns in a spreadsheet's own form; a cell that a spreadsheet would take for a formula gets a quote before it.
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

export function graphCsv(graph: Graph): string {
  const names = new Map(graph.nodes.map((node) => [node.id, node]));
  const rows = graph.edges.map((edge) => {
    const [from, to] = [names.get(edge.from), names.get(edge.to)];
    return [from?.name ?? "", placeWords(from?.path), from?.key ?? "", to?.name ?? "", placeWords(to?.path), to?.key ?? "", edge.kind ?? ""];
  });
  const head = ["from", "from_path", "from_key", "to", "to_path", "to_key", "kind"];
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
