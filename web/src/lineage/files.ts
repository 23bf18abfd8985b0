// The drawing and its edges as files of their own.
import type { Schema } from "../api/types";
import { layoutOf, nodeHeight, nodeWidth } from "./layout";
import type { Graph } from "./types";
import { titleOf } from "./words";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

// In the light colours, with nothing outside the file needed.
export function graphSvg(graph: Graph, schema: Schema): string {
  const { nodes, edges, width, height } = layoutOf(graph);
  const lines = edges.map(({ line }) => `<path d="${line}" fill="none" stroke="#6b7785" marker-end="url(#arrow)"/>`);
  const boxes = nodes.map(
    ({ node, x, y }) =>
      `<g transform="translate(${x} ${y})"><rect width="${nodeWidth}" height="${nodeHeight}" rx="6" fill="${node.id === graph.root ? "#e3effb" : "#ffffff"}" stroke="#6b7785"/>` +
      `<text x="12" y="33">${escaped(titleOf(node, schema))}</text></g>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#16202c">` +
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#6b7785"/></marker></defs>` +
    `<rect width="${width}" height="${height}" fill="#ffffff"/>${lines.join("")}${boxes.join("")}</svg>\n`
  );
}

export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
