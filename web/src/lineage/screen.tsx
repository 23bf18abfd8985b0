// The lineage of an item: a drawing with a table twin. The whole state is in the address.
import { useEffect, useMemo, useState } from "preact/hooks";
import { get } from "../api/client";
import { useSchema } from "../api/schema";
import type { Asset } from "../api/types";
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { navigate, type Place } from "../router/location";
import { itemPath } from "../router/paths";
import { useScreen } from "../router/screen";
import { CopyButton, copyLink } from "../shared/copy";
import { useKeys } from "../shared/keys";
import { useMedia } from "../shared/media";
import { ProblemBox } from "../shared/states";
import { counted, figure } from "../shared/words";
import { Canvas } from "./canvas";
import { drawnAtMost, graphOf, grouped, withoutNodes } from "./graph";
import { Side } from "./side";
import { expansionRequest, lineageAddress, lineageRequest, type LineageState, parseLineage } from "./state";
import { LineageTable } from "./table";
import { Tools } from "./tools";
import type { Graph, LineageAnswer } from "./types";
import { isSensitive } from "./words";

export function LineageScreen({ itemKey, place }: { itemKey: string; place: Place }) {
  const schema = useSchema();
  const state = parseLineage(place.query);
  const { answer, problem, busy, retry } = useAnswer<LineageAnswer>(lineageRequest(itemKey, state));
  const item = useAnswer<Asset>(`/api/v1/assets/${encodeURIComponent(itemKey)}`);
  const more = useExpansions(state);
  const narrow = useMedia("(max-width: 767px)");
  const [zoom, setZoom] = useState(0); // 0: as wide as the frame.
  const table = state.view === "" ? narrow : state.view === "table";
  const name = item.answer ? item.answer.title || item.answer.name : "";
  const heading = useScreen(`lineage-${itemKey}`, `Lineage of ${name}`, (answer !== undefined && item.answer !== undefined) || problem !== undefined);
  const whole = useMemo(() => (answer ? graphOf([answer, ...more]) : undefined), [answer, more]);
  const { graph, hidden } = useMemo(() => shown(whole, state, schema.types.filter((type) => type.letter === "f").map((type) => type.value)), [whole, place.query]);
  const change = (next: Partial<LineageState>, replace = false) => navigate(lineageAddress(itemKey, { ...state, ...next }), { replace });
  const choose = (chosen: string) => (graph?.nodes.find((node) => node.id === chosen)?.members ? openGroup(chosen) : change({ chosen }, true));
  const openGroup = (id: string) => change({ opened: [...state.opened, id], chosen: "" });
  const expand = (id: string) => change({ expanded: state.expanded.includes(id) ? state.expanded.filter((known) => known !== id) : [...state.expanded, id] });
  useKeys({ c: () => void copyLink() });
  const chosen = graph?.nodes.find((node) => node.id === state.chosen);
  return (
    <div class="lineage-page">
      <h1 ref={heading} tabIndex={-1} dir="auto">Lineage of {item.answer ? <Link to={itemPath(itemKey)}>{name}</Link> : "…"}</h1>
      {problem ? <ProblemBox problem={problem} retry={retry} /> : <Impact answer={answer} />}
      <Tools state={state} change={change} graph={graph} table={table} zoomBy={(factor) => setZoom(factor === "fit" ? 0 : Math.min(2, Math.max(0.2, (zoom || 1) * factor)))} />
      {answer && graph && whole && <Limits answer={answer} whole={whole} graph={graph} hidden={hidden} state={state} change={change} />}
      {!answer && !problem && <div class="graph-frame" aria-busy="true"><span class="skeleton" /></div>}
      {answer && graph && (graph.nodes.length <= 1 ? (
        <p class="muted">Nothing upstream or downstream is known{whole && whole.nodes.length > 1 ? " that is not hidden" : ""}.</p>
      ) : table ? (
        <LineageTable graph={graph} openGroup={openGroup} />
      ) : (
        <div class={chosen ? "graph-with-side" : ""} aria-busy={busy}>
          <Canvas graph={graph} label={`Lineage of ${name} as a graph`} chosen={state.chosen} zoom={zoom} setZoom={(next) => setZoom(next === "fit" ? 0 : next)} choose={choose} expand={expand} />
          {chosen && (
            <Side
              node={chosen}
              isCentre={chosen.id === graph.root}
              expanded={state.expanded.includes(chosen.id)}
              centre={lineageAddress(chosen.key, { ...state, column: chosen.column ?? "", chosen: "", opened: [], expanded: [] })}
              expand={() => expand(chosen.id)}
              open={() => openGroup(chosen.id)}
              close={() => choose("")}
            />
          )}
        </div>
      ))}
    </div>
  );
}

// The neighbours of the nodes that were expanded; what does not arrive is left out, and the node still says "+3".
function useExpansions(state: LineageState): LineageAnswer[] {
  const [answers, setAnswers] = useState<LineageAnswer[]>([]);
  const paths = state.expanded.map((id) => expansionRequest(id, state.level)).join(" ");
  useEffect(() => {
    const abort = new AbortController();
    const asked = paths === "" ? [] : paths.split(" ").map((path) => get<LineageAnswer>(path, abort.signal));
    Promise.allSettled(asked).then((all) => {
      if (!abort.signal.aborted) setAnswers(all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])));
    });
    return () => abort.abort();
  }, [paths]);
  return answers;
}

interface Hidden {
  pipelines: number;
  plain: number; // Neither confidential nor restricted.
}

function shown(whole: Graph | undefined, state: LineageState, pipelines: string[]): { graph: Graph | undefined; hidden: Hidden } {
  const hidden: Hidden = { pipelines: 0, plain: 0 };
  if (!whole) return { graph: undefined, hidden };
  const others = whole.nodes.filter((node) => node.id !== whole.root);
  const jobs = state.plain ? others.filter((node) => pipelines.includes(node.type)) : [];
  const plain = state.sensitive ? others.filter((node) => !isSensitive(node) && !jobs.includes(node)) : [];
  hidden.pipelines = jobs.length;
  hidden.plain = plain.length;
  const left = withoutNodes(whole, new Set([...jobs, ...plain].map((node) => node.id)));
  return { graph: grouped(left, new Set(state.opened)), hidden };
}

function Impact({ answer }: { answer: LineageAnswer | undefined }) {
  if (!answer) return <p class="lead"><span class="skeleton skeleton-half" /></p>;
  const { impact } = answer;
  if (!impact || answer.total_down === 0) return <p class="lead">Nothing downstream: a change of this affects nothing that is known.</p>;
  const parts = [counted(impact.assets, "asset"), counted(impact.products, "data product"), counted(impact.dashboards, "dashboard"), counted(impact.owners_total ?? impact.owners.length, "owner")];
  const owners = impact.owners.map((owner) => (owner.mail ? `${owner.name} <${owner.mail}>` : owner.name)).join(", ");
  return (
    <p class="lead impact">
      Changing this affects {parts.slice(0, -1).join(", ")} and {parts.at(-1)}.{" "}
      {owners && <CopyButton text={owners} label="Copy owners" done="Owners copied" />}
    </p>
  );
}

interface LimitsProps {
  answer: LineageAnswer;
  whole: Graph;
  graph: Graph;
  hidden: Hidden;
  state: LineageState;
  change: (change: Partial<LineageState>) => void;
}

// Every limit in force, with what it hides.
function Limits({ answer, whole, graph, hidden, state, change }: LimitsProps) {
  const all = answer.total_up + answer.total_down + 1;
  const up = whole.nodes.reduce((sum, node) => sum + (node.more_up ?? 0), 0);
  const down = whole.nodes.reduce((sum, node) => sum + (node.more_down ?? 0), 0);
  const groups = graph.nodes.filter((node) => node.members).length;
  const cut = whole.nodes.length > drawnAtMost || answer.truncated;
  return (
    <div class="chips graph-limits">
      {cut && <p class="note">Showing {figure(graph.nodes.length)} of {figure(Math.max(all, whole.nodes.length))}. {groups > 0 ? "Narrow or open a group." : "Narrow to see the rest."}</p>}
      {up > 0 && <button type="button" class="chip" onClick={() => change({ up: state.up + 1 })}>Up to {counted(state.up, "step")} upstream: {figure(up)} more</button>}
      {down > 0 && <button type="button" class="chip" onClick={() => change({ down: state.down + 1 })}>Up to {counted(state.down, "step")} downstream: {figure(down)} more</button>}
      {state.plain && <button type="button" class="chip" onClick={() => change({ plain: false })}>Pipelines: {figure(hidden.pipelines)} hidden ×</button>}
      {state.sensitive && <button type="button" class="chip" onClick={() => change({ sensitive: false })}>Not sensitive: {figure(hidden.plain)} hidden ×</button>}
      {state.expanded.length > 0 && <button type="button" class="chip" onClick={() => change({ expanded: [] })}>{counted(state.expanded.length, "node")} expanded ×</button>}
      {answer.cycle && <p class="note">Some of this feeds itself.</p>}
    </div>
  );
}
