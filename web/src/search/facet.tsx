// One group of filters: a disclosure with a tick box and a count for each value.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { useSchema } from "../api/schema";
import type { Facet as FacetCounts, FacetAnswer, FacetValue, Field } from "../api/types";
import { useAnswer } from "../api/use";
import { Icon } from "../shared/icon";
import { counted, figure } from "../shared/words";
import { storedOpen, storeOpen } from "./facet_open";
import { type Branch, orderedValues, treeOf } from "./order";
import { facetRequest, selectedValues, type SearchState } from "./state";

const shownAtFirst = 8;
const findBoxFrom = 13;

interface FacetProps {
  field: Field;
  counts: FacetCounts | undefined; // Nothing while the first answer is on its way.
  state: SearchState;
  change: (state: SearchState) => void;
  without: () => SearchState;
  toggle: (value: string) => void;
}

const has = (list: string[], value: string) => list.some((known) => known.toLowerCase() === value.toLowerCase());

export function Facet(props: FacetProps) {
  const { field, counts, state, change, without } = props;
  const selected = selectedValues(state, field);
  const [chosenOpen, setChosenOpen] = useState(() => storedOpen(field.name));
  const [helpOpen, setHelpOpen] = useState(false);
  const open = chosenOpen ?? (field.open || selected.length > 0);
  const toggleOpen = () => {
    storeOpen(field.name, !open);
    setChosenOpen(!open);
  };
  const body = `facet-${field.name}`;
  return (
    <fieldset class="facet">
      <legend>
        <button type="button" class="facet-head" aria-expanded={open} aria-controls={body} data-facet={field.name} onClick={toggleOpen}>
          <Icon shape="chevron" />
          {field.label}
          {selected.length > 0 && <span class="facet-chosen">{selected.length}<span class="off-screen"> selected</span></span>}
        </button>
      </legend>
      {selected.length > 0 && (
        <button type="button" class="text-button" onClick={() => change(without())}>
          Clear<span class="off-screen"> {field.label}</span>
        </button>
      )}
      {field.help && (
        <button type="button" class="help-button" aria-label={`About ${field.label}`} aria-expanded={helpOpen} title={field.help} onClick={() => setHelpOpen(!helpOpen)}>
          ?
        </button>
      )}
      {helpOpen && <p class="facet-help small">{field.help}</p>}
      <div id={body} class="facet-body" hidden={!open}>
        {open && (counts ? <Values {...props} counts={counts} selected={selected} /> : <ValueSkeletons count={field.kind === "ordinal" ? (field.values?.length ?? 0) : shownAtFirst} />)}
      </div>
    </fieldset>
  );
}

// As high as the values that will stand here, so that nothing below them moves.
const ValueSkeletons = ({ count }: { count: number }) => (
  <div aria-hidden="true">
    {Array.from({ length: count }, () => <span class="skeleton facet-skeleton" />)}
  </div>
);

// Every value of the facet, page by page, while "Show all" is on; nothing while it is off.
function useAllValues(field: Field, state: SearchState, expanded: boolean, find: string) {
  const schema = useSchema();
  const [pages, setPages] = useState(1);
  const first = useAnswer<FacetAnswer>(expanded ? facetRequest(state, schema, field.name, "", 1) : null);
  const complete = first.answer !== undefined && (first.answer.more ?? 0) === 0;
  // A list that did not come whole is searched by the server.
  const asked = expanded && find !== "" && first.answer !== undefined && !complete;
  const found = useAnswer<FacetAnswer>(asked ? facetRequest(state, schema, field.name, find, 1) : null);
  const next = useAnswer<FacetAnswer>(expanded && pages > 1 && find === "" ? facetRequest(state, schema, field.name, "", pages) : null);
  const earlier = useRef<FacetValue[]>([]);
  if (pages === 1) earlier.current = [];
  const values = [...(first.answer?.values ?? []), ...earlier.current, ...(pages > 1 ? (next.answer?.values ?? []) : [])];
  const left = (pages > 1 ? next.answer?.more : first.answer?.more) ?? 0;
  const more = () => {
    earlier.current = pages > 1 ? [...earlier.current, ...(next.answer?.values ?? [])] : [];
    setPages(pages + 1);
  };
  return { values, found: asked ? (found.answer?.values ?? []) : undefined, complete, left, more };
}

function Values({ field, counts, state, selected, toggle }: FacetProps & { counts: FacetCounts; selected: string[] }) {
  const [expanded, setExpanded] = useState(false);
  const [find, setFind] = useState("");
  const all = useAllValues(field, state, expanded, find.trim());
  const memory = useRef<{ text: string; order: string[] }>({ text: "", order: [] });
  if (memory.current.text !== state.text) memory.current = { text: state.text, order: [] };

  const known = expanded && all.values.length > 0 ? merged(counts.values, all.values) : counts.values;
  const complete = (counts.more ?? 0) === 0 || (expanded && all.complete);
  const values = orderedValues(field, known, selected, memory.current.order, complete);
  const seen = new Set(memory.current.order);
  memory.current.order.push(...values.map((value) => value.value).filter((value) => !seen.has(value)));

  const total = Math.max(values.length, counts.values.length + (counts.more ?? 0));
  const words = find.trim().toLowerCase();
  const listed =
    words === ""
      ? values
      : (all.found ?? values.filter((value) => (value.label ?? value.value).toLowerCase().includes(words))).map((value) => ({
          ...value,
          selected: has(selected, value.value),
        }));
  const fixed = field.kind === "ordinal";
  const folded = !expanded && !fixed && field.kind !== "path";
  const shown = folded ? listed.filter((value, index) => index < shownAtFirst || value.selected) : listed;
  const expandable = !fixed && (field.kind === "path" ? (counts.more ?? 0) > 0 : total > shownAtFirst);
  return (
    <>
      {expanded && total >= findBoxFrom && (
        <input
          class="facet-find"
          type="text"
          aria-label={`Find in ${field.label}`}
          placeholder={`Find in ${field.label.toLowerCase()}`}
          value={find}
          onInput={(event) => setFind(event.currentTarget.value)}
        />
      )}
      {field.kind === "path" && words === "" ? (
        <Tree branches={treeOf(shown)} field={field} toggle={toggle} />
      ) : (
        <ul class="values">{shown.map((value) => <Value key={value.value} field={field} value={value} toggle={toggle} />)}</ul>
      )}
      {listed.length === 0 && <p class="small muted">{words ? "No such value." : "No values in these results."}</p>}
      {expanded && words === "" && all.left > 0 && (
        <button type="button" class="text-button" onClick={all.more}>Show more ({figure(all.left)} left)</button>
      )}
      {expandable && (
        <button
          type="button"
          class="text-button"
          aria-expanded={expanded}
          onClick={() => {
            setFind("");
            setExpanded(!expanded);
          }}
        >
          {expanded ? "Show fewer" : `Show all ${figure(total)}`}
          <span class="off-screen"> in {field.label}</span>
        </button>
      )}
    </>
  );
}

// Counts of the search's own answer win: they are never older.
function merged(newer: FacetValue[], longer: FacetValue[]): FacetValue[] {
  const byValue = new Map(newer.map((value) => [value.value, value]));
  const listed = new Set(longer.map((value) => value.value));
  return [...longer.map((value) => byValue.get(value.value) ?? value), ...newer.filter((value) => !listed.has(value.value))];
}

interface ValueProps {
  field: Field;
  value: FacetValue;
  toggle: (value: string) => void;
  name?: string;
  children?: ComponentChildren;
}

function Tick({ field, value, toggle, name = value.label ?? value.value }: ValueProps) {
  return (
    <label class={value.count === 0 ? "value value-none" : "value"}>
      <input
        type="checkbox"
        id={`tick-${field.name}-${value.value}`}
        data-value={value.value}
        aria-label={`${name}, ${counted(value.count, "result")}`}
        checked={value.selected ?? false}
        onChange={() => toggle(value.value)}
      />
      <span class="value-name" dir="auto" title={name.length > 24 ? name : undefined}>{name}</span>
      <span class="value-count">{figure(value.count)}</span>
    </label>
  );
}

const Value = (props: ValueProps) => (
  <li>
    <Tick {...props} />
  </li>
);

interface TreeProps {
  branches: Branch[];
  field: Field;
  toggle: (value: string) => void;
}

const holdsSelection = (branch: Branch): boolean =>
  branch.children.some((child) => child.value.selected || holdsSelection(child));

function Tree({ branches, field, toggle }: TreeProps) {
  return (
    <ul class="values">
      {branches.map((branch) => <TreeValue key={branch.value.value} branch={branch} field={field} toggle={toggle} />)}
    </ul>
  );
}

function TreeValue({ branch, field, toggle }: { branch: Branch; field: Field; toggle: (value: string) => void }) {
  const [chosen, setChosen] = useState<boolean>();
  const open = chosen ?? (holdsSelection(branch) || (branch.value.selected ?? false));
  const parent = branch.children.length > 0;
  return (
    <li>
      <div class="tree-value">
        <Tick field={field} value={branch.value} name={branch.name} toggle={toggle} />
        {parent && (
          <button type="button" class="tree-toggle" aria-expanded={open} aria-label={`Below ${branch.name}`} onClick={() => setChosen(!open)}>
            <Icon shape="chevron" />
          </button>
        )}
      </div>
      {parent && open && <Tree branches={branch.children} field={field} toggle={toggle} />}
    </li>
  );
}
