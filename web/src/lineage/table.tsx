// The same graph as two tables, nearest first: every node and every edge of the drawing.
import { labelOf, typeWord, useSchema } from "../api/schema";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { placeWords } from "../shared/place";
import { Badge } from "../shared/text";
import { counted } from "../shared/words";
import { neighboursOf } from "./graph";
import type { Graph, GraphNode } from "./types";
import { badgesOf, moreWords, titleOf } from "./words";

interface TableProps {
  graph: Graph;
  openGroup: (id: string) => void;
}

export function LineageTable({ graph, openGroup }: TableProps) {
  const beside = graph.nodes.filter((node) => node.step === 0 && node.id !== graph.root);
  return (
    <div class="graph-tables">
      <Half title="Upstream" none="Nothing upstream is known." nodes={graph.nodes.filter((node) => node.step < 0)} graph={graph} openGroup={openGroup} />
      <Half title="Downstream" none="Nothing downstream is known." nodes={graph.nodes.filter((node) => node.step > 0)} graph={graph} openGroup={openGroup} />
      {beside.length > 0 && <Half title="Beside" none="" nodes={beside} graph={graph} openGroup={openGroup} />}
    </div>
  );
}

interface HalfProps extends TableProps {
  title: string;
  none: string;
  nodes: GraphNode[];
}

function Half({ title, none, nodes, graph, openGroup }: HalfProps) {
  const schema = useSchema();
  const names = new Map(graph.nodes.map((node) => [node.id, titleOf(node, schema)]));
  const { up, down } = neighboursOf(graph.edges);
  const ordered = [...nodes].sort((one, other) => Math.abs(one.step) - Math.abs(other.step) || (one.name < other.name ? -1 : 1));
  const joined = (node: GraphNode) => ((node.step < 0 ? down : up).get(node.id) ?? []).map((id) => names.get(id) ?? id).sort();
  if (ordered.length === 0) return <section><h2>{title}</h2><p class="muted">{none}</p></section>;
  return (
    <section>
      <h2 id={`half-${title}`}>{title} <span class="muted">{nodes.length}</span></h2>
      <div class="table-scroll" role="region" aria-labelledby={`half-${title}`} tabIndex={0}>
        <table class="plain-table lineage-table">
          <caption class="off-screen">{title}, nearest first</caption>
          <thead>
            <tr><th scope="col">Steps</th><th scope="col">Item</th><th scope="col">Type</th><th scope="col">{title === "Upstream" ? "Feeds" : "Comes from"}</th><th scope="col">State</th></tr>
          </thead>
          <tbody>
            {ordered.map((node) => (
              <tr key={node.id} data-node={node.id}>
                <td>{Math.abs(node.step)}</td>
                <th scope="row">
                  {node.members ? <button type="button" class="text-button" onClick={() => openGroup(node.id)}>{titleOf(node, schema)}</button> : <Link to={itemPath(node.key)} dir="auto">{titleOf(node, schema)}</Link>}
                  {!node.members && placeWords(node.path) && <span class="small muted" dir="auto"> {placeWords(node.path)}</span>}
                  {moreWords(node) && <span class="small muted"> {moreWords(node)} not shown</span>}
                </th>
                <td>{node.members ? "" : typeWord(schema, node.type)}</td>
                <td dir="auto">{joined(node).join(", ")}</td>
                <td>
                  {node.certification === "certified" && <Badge tone="note">{labelOf(schema, "certification", node.certification)}</Badge>}
                  {badgesOf(node, schema).map(({ word, tone }) => <Badge tone={tone}>{word}</Badge>)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="small muted">{counted(nodes.length, "item")}</p>
    </section>
  );
}
