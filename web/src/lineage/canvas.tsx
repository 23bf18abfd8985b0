// The drawing: one tab stop; arrows move from node to node, Enter chooses, e expands, + and - zoom. It scrolls as any
// region does, so that no gesture is needed.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { letterOf, typeWord, useSchema } from "../api/schema";
import { iconPath, typeShape } from "../shared/icon";
import { placeWords } from "../shared/place";
import { neighboursOf, waysThrough } from "./graph";
import { type Layout, layoutOf, nodeHeight, nodeWidth, type PlacedNode } from "./layout";
import type { Graph } from "./types";
import { badgesOf, fullName, moreWords, titleOf } from "./words";

interface CanvasProps {
  graph: Graph;
  label: string;
  chosen: string;
  zoom: number;
  setZoom: (zoom: number | "fit") => void;
  choose: (id: string) => void;
  expand: (id: string) => void;
}

const leastFit = 0.5; // Smaller, nobody reads it.
const lettersAcross = 21;
const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 9)}…${text.slice(-8)}`);

export function Canvas({ graph, label, chosen, zoom, setZoom, choose, expand }: CanvasProps) {
  const layout = useMemo(() => layoutOf(graph), [graph]);
  const neighbours = useMemo(() => neighboursOf(graph.edges), [graph]);
  const [active, setActive] = useState(chosen || graph.root);
  const frame = useRef<HTMLDivElement>(null);
  const current = layout.nodes.find(({ node }) => node.id === active) ?? layout.nodes.find(({ node }) => node.id === graph.root);
  const lit = chosen ? waysThrough(chosen, neighbours) : undefined;
  useEffect(() => setActive(chosen || graph.root), [graph.root]);
  useLayoutEffect(() => intoView(frame.current, current, zoom), [current?.node.id, zoom, layout]);
  const fit = Math.max(leastFit, Math.min(1, (frame.current?.clientWidth ?? 1000) / layout.width));
  const scale = zoom || fit;
  const move = (id: string | undefined) => id && setActive(id);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => move(nearest(current, neighbours.up.get(current.node.id), layout)),
      ArrowRight: () => move(nearest(current, neighbours.down.get(current.node.id), layout)),
      ArrowUp: () => move(beside(current, layout, -1)),
      ArrowDown: () => move(beside(current, layout, 1)),
      Enter: () => choose(current.node.id),
      " ": () => choose(current.node.id),
      e: () => expand(current.node.id),
      "+": () => setZoom(Math.min(2, scale * 1.25)),
      "-": () => setZoom(Math.max(0.2, scale / 1.25)),
      Escape: () => choose(""),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div class="graph-frame" ref={frame}>
      <p id="graph-keys" class="off-screen">Left arrow goes upstream, right arrow downstream, up and down to siblings. Enter chooses, e expands, plus and minus zoom, Escape leaves the choice.</p>
      <svg
        class="graph"
        role="application"
        tabindex={0}
        aria-label={label}
        aria-describedby="graph-keys"
        aria-activedescendant={current ? domId(current.node.id) : undefined}
        width={layout.width * scale}
        height={layout.height * scale}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        onKeyDown={onKeyDown}
      >
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" /></marker>
        </defs>
        {layout.edges.map(({ edge, line }) => (
          <path key={`${edge.from} ${edge.to}`} class={!lit ? "edge" : lit.has(edge.from) && lit.has(edge.to) ? "edge edge-lit" : "edge edge-dim"} d={line} marker-end="url(#arrow)" />
        ))}
        {layout.nodes.map((placed) => (
          <Node
            key={placed.node.id}
            placed={placed}
            isRoot={placed.node.id === graph.root}
            isActive={placed === current}
            isChosen={placed.node.id === chosen}
            dim={lit !== undefined && !lit.has(placed.node.id)}
            press={() => (setActive(placed.node.id), choose(placed.node.id))}
          />
        ))}
      </svg>
    </div>
  );
}

export const domId = (id: string): string => `node-${id.replaceAll(/[^A-Za-z0-9_-]/g, (letter) => `.${letter.charCodeAt(0).toString(16)}`)}`;

function nearest(from: PlacedNode, ids: string[] | undefined, layout: Layout): string | undefined {
  const wanted = new Set(ids);
  const found = layout.nodes.filter(({ node }) => wanted.has(node.id));
  return found.sort((one, other) => Math.abs(one.y - from.y) - Math.abs(other.y - from.y))[0]?.node.id;
}

// The next node above or below among those of the same column of the drawing.
function beside(from: PlacedNode, layout: Layout, way: 1 | -1): string | undefined {
  const column = layout.nodes.filter(({ x }) => Math.abs(x - from.x) < nodeWidth / 2).sort((one, other) => one.y - other.y);
  return column[column.indexOf(from) + way]?.node.id;
}

function intoView(frame: HTMLDivElement | null, placed: PlacedNode | undefined, zoom: number): void {
  if (!frame || !placed) return;
  const scale = zoom || Math.min(1, frame.clientWidth / Number(frame.querySelector("svg")?.viewBox.baseVal.width || frame.clientWidth));
  const left = (placed.x + nodeWidth / 2) * scale - frame.clientWidth / 2;
  const top = (placed.y + nodeHeight / 2) * scale - frame.clientHeight / 2;
  frame.scrollTo(left, top);
}

interface NodeProps {
  placed: PlacedNode;
  isRoot: boolean;
  isActive: boolean;
  isChosen: boolean;
  dim: boolean;
  press: () => void;
}

function Node({ placed: { node, x, y }, isRoot, isActive, isChosen, dim, press }: NodeProps) {
  const schema = useSchema();
  const looks = [isRoot && "node-root", isActive && "node-active", isChosen && "node-chosen", dim && "node-dim", node.members && "node-group"].filter(Boolean).join(" ");
  const badges = badgesOf(node, schema);
  const second = node.members ? "Open the group" : [typeWord(schema, node.type), node.platform ?? placeWords(node.path)].filter(Boolean).join(" · ");
  const name = fullName(node, schema);
  const more = moreWords(node);
  const place = `translate(${x} ${y})`;
  // What is drawn says less than the name, so the name lies over it on a field of its own.
  return (
    <>
      <g class={`node-look ${looks}`} aria-hidden="true" transform={place}>
        {node.members && <rect x="4" y="4" width={nodeWidth} height={nodeHeight} rx="6" />}
        <rect width={nodeWidth} height={nodeHeight} rx="6" />
        <path class="node-icon" d={iconPath(typeShape(letterOf(schema, node.type)))} transform="translate(10 10)" />
        <text x="34" y="23" class="node-name">{cut(titleOf(node, schema), lettersAcross)}</text>
        <text x="34" y="42" class="node-line">
          {badges.length > 0 ? typeWord(schema, node.type) : cut(second, 28)}
          {badges.slice(0, 1).map(({ word, tone }) => <tspan class={`node-${tone}`}> · {word}</tspan>)}
        </text>
        {more && <text x={nodeWidth / 2} y={nodeHeight + 14} class="node-more" text-anchor="middle">{more}</text>}
      </g>
      <g id={domId(node.id)} class={`node ${looks}`} role="button" aria-label={name} aria-pressed={isChosen} transform={place} onClick={press}>
        <title>{name}</title>
        <rect class="node-field" width={nodeWidth} height={nodeHeight} />
      </g>
    </>
  );
}
