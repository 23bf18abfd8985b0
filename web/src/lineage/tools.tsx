// What is asked for and how it is shown: depth, level, what is left out, zoom, find, files.
import { useState } from "preact/hooks";
import { useSchema } from "../api/schema";
import { CopyLink } from "../shared/copy";
import { download, graphSvg } from "./files";
import { graphCsv } from "./graph";
import { deepest, type LineageState, levels } from "./state";
import type { Graph } from "./types";
import { fullName } from "./words";

interface ToolsProps {
  state: LineageState;
  change: (change: Partial<LineageState>) => void;
  graph: Graph | undefined;
  table: boolean;
  zoomBy: (factor: number | "fit") => void;
}

const levelWords = { asset: "Assets", product: "Data products", column: "Column" } as const;

export function Tools({ state, change, graph, table, zoomBy }: ToolsProps) {
  const schema = useSchema();
  const shown = levels.filter((level) => level !== "column" || state.level === "column");
  return (
    <div class="toolbar graph-tools">
      <Stepper label="Upstream" value={state.up} set={(up) => change({ up })} />
      <Stepper label="Downstream" value={state.down} set={(down) => change({ down })} />
      <label class="labelled">
        <span>Level</span>
        <select value={state.level} onChange={(event) => change({ level: event.currentTarget.value as LineageState["level"], chosen: "", opened: [], expanded: [] })}>
          {shown.map((level) => <option value={level}>{level === "column" ? `${levelWords.column} ${state.column}` : levelWords[level]}</option>)}
        </select>
      </label>
      <div class="switch" role="group" aria-label="View">
        <button type="button" aria-pressed={!table} onClick={() => change({ view: "graph" })}>Graph</button>
        <button type="button" aria-pressed={table} onClick={() => change({ view: "table" })}>Table</button>
      </div>
      {state.level === "asset" && <Toggle on={state.plain} set={(plain) => change({ plain })}>Hide pipelines</Toggle>}
      {state.level !== "column" && <Toggle on={state.sensitive} set={(sensitive) => change({ sensitive })}>Only sensitive</Toggle>}
      {!table && (
        <div class="switch" role="group" aria-label="Zoom">
          <button type="button" aria-label="Zoom out" title="Zoom out" onClick={() => zoomBy(1 / 1.25)}>−</button>
          <button type="button" onClick={() => zoomBy("fit")}>Fit</button>
          <button type="button" aria-label="Zoom in" title="Zoom in" onClick={() => zoomBy(1.25)}>+</button>
        </div>
      )}
      {graph && <Find graph={graph} choose={(chosen) => change({ chosen })} />}
      <CopyLink />
      {graph && (
        <>
          <button type="button" class="button" onClick={() => download("lineage.svg", "image/svg+xml", graphSvg(graph, schema))}>Download SVG</button>
          <button type="button" class="button" onClick={() => download("lineage.csv", "text/csv", graphCsv(graph))}>Download CSV</button>
        </>
      )}
    </div>
  );
}

function Stepper({ label, value, set }: { label: string; value: number; set: (value: number) => void }) {
  const name = label.toLowerCase();
  return (
    <div class="stepper" role="group" aria-label={`Steps ${name}`}>
      <span class="small muted">{label}</span>
      <button type="button" class="icon-button" aria-label={`One step less ${name}`} disabled={value === 0} onClick={() => set(value - 1)}>−</button>
      <span aria-live="polite">{value}</span>
      <button type="button" class="icon-button" aria-label={`One step more ${name}`} disabled={value === deepest} onClick={() => set(value + 1)}>+</button>
    </div>
  );
}

function Toggle({ on, set, children }: { on: boolean; set: (on: boolean) => void; children: string }) {
  return <button type="button" class="button" aria-pressed={on} onClick={() => set(!on)}>{children}</button>;
}

// Enter goes from one match to the next.
function Find({ graph, choose }: { graph: Graph; choose: (id: string) => void }) {
  const schema = useSchema();
  const [text, setText] = useState("");
  const [at, setAt] = useState(-1);
  const words = text.trim().toLowerCase();
  const matches = words === "" ? [] : graph.nodes.filter((node) => fullName(node, schema).toLowerCase().includes(words));
  const next = (event: SubmitEvent) => {
    event.preventDefault();
    const place = (at + 1) % Math.max(1, matches.length);
    const match = matches[place];
    if (!match) return;
    setAt(place);
    choose(match.id);
  };
  return (
    <form class="graph-find" onSubmit={next}>
      <label>
        <span class="off-screen">Find in the graph</span>
        <input type="text" placeholder="Find in the graph" value={text} onInput={(event) => (setText(event.currentTarget.value), setAt(-1))} />
      </label>
      {words !== "" && <span class="small muted" role="status">{matches.length === 0 ? "none" : at < 0 ? `${matches.length} found` : `${at + 1} of ${matches.length}`}</span>}
    </form>
  );
}
