// The filter panel, its phone dialog and the chips of the filters in force.
import { useRef } from "preact/hooks";
import { facetFields, labelOf, useSchema } from "../api/schema";
import type { Facet as FacetCounts, SearchAnswer } from "../api/types";
import { Dialog } from "../shared/dialog";
import { Icon } from "../shared/icon";
import { ItemName } from "../shared/item_name";
import { counted } from "../shared/words";
import { Facet } from "./facet";
import { changed, type Filter, sameFilter, type SearchState, withFilter, withoutField, withoutFilter } from "./state";

interface FiltersProps {
  state: SearchState;
  change: (state: SearchState) => void;
  answer: SearchAnswer | undefined;
}

const noCounts: FacetCounts = { values: [] };

export function FacetList({ state, change, answer }: FiltersProps) {
  const schema = useSchema();
  // Ticks may come faster than answers: each starts from the newest state, not from the one drawn.
  const newest = useRef(state);
  newest.current = state;
  return (
    <>
      {facetFields(schema).map((field) => (
        <Facet
          key={field.name}
          field={field}
          counts={answer && (answer.facets?.[field.name] ?? noCounts)}
          state={state}
          change={change}
          without={() => withoutField(newest.current, field.name)}
          toggle={(value) => {
            const filter: Filter = { field: field.name, value, not: false };
            const on = newest.current.filters.some((known) => sameFilter(known, filter));
            const next = (on ? withoutFilter : withFilter)(newest.current, filter);
            newest.current = next;
            change(next);
          }}
        />
      ))}
    </>
  );
}

export function FilterPanel(props: FiltersProps) {
  const { state, change } = props;
  return (
    <aside class="filters" aria-labelledby="filters-title">
      <div class="filters-head">
        <h2 id="filters-title">Filters</h2>
        {state.filters.length > 0 && (
          <button type="button" class="text-button" onClick={() => change(changed(state, { filters: [] }))}>Clear all filters</button>
        )}
      </div>
      <p class="small muted">Any of the ticked values within a group, and all groups together.</p>
      <FacetList {...props} />
    </aside>
  );
}

export function FilterDialog(props: FiltersProps & { close: () => void }) {
  const { answer, close } = props;
  const label = answer ? `Show ${counted(answer.total, "result")}` : "Show results";
  return (
    <Dialog name="filters" label="Filters" full close={close} foot={<button type="button" class="button button-main" onClick={close}>{label}</button>}>
      <p class="small muted">Any of the ticked values within a group, and all groups together.</p>
      <FacetList {...props} />
    </Dialog>
  );
}

// The words of a filter, spelled as the answer spells the value.
export function useFilterWords(answer: SearchAnswer | undefined): (filter: Filter) => { field: string; value: string; unknown: boolean } {
  const schema = useSchema();
  return (filter) => {
    const field = schema.fields.find((known) => known.name === filter.field);
    const listed = answer?.facets?.[filter.field]?.values.find((value) => value.value.toLowerCase() === filter.value.toLowerCase());
    // A path is told whole: its label is only its last part.
    const label = field?.kind === "path" ? (listed?.value ?? filter.value) : (listed?.label ?? labelOf(schema, filter.field, filter.value));
    // Only fields with a fixed list can tell that a value does not exist; elsewhere it may just have no item here.
    const unknown = field?.kind === "ordinal" && field.values !== undefined && !field.values.some((known) => known.value.toLowerCase() === filter.value.toLowerCase());
    return { field: `${filter.not ? "Not " : ""}${field?.label ?? filter.field}`, value: label, unknown };
  };
}

export function Chips({ state, change, answer }: FiltersProps) {
  const list = useRef<HTMLUListElement>(null);
  const words = useFilterWords(answer);
  if (state.filters.length === 0) return null;
  const remove = (next: SearchState, index: number) => {
    change(next);
    // After the redraw the next chip has this chip's place; with none left the results heading takes the focus.
    setTimeout(() => {
      const chips = list.current?.querySelectorAll<HTMLElement>("button.chip");
      const target = chips?.[Math.min(index, chips.length - 1)] ?? document.getElementById("results-title");
      target?.focus();
    }, 0);
  };
  const chips = state.filters.map((filter) => ({ ...words(filter), next: withoutFilter(state, filter) }));
  return (
    <ul class="chips" ref={list} aria-label="Filters in force">
      {chips.map((chip, index) => (
        <li>
          <button type="button" class="chip" aria-label={`Remove filter ${chip.field}: ${chip.value}`} onClick={() => remove(chip.next, index)}>
            <span dir="auto"><span class="chip-field">{chip.field}:</span> <ItemName text={chip.value} />{chip.unknown ? " (no such value)" : ""}</span>
            <Icon shape="close" />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button type="button" class="text-button" onClick={() => remove(changed(state, { filters: [] }), 0)}>Clear all</button>
        </li>
      )}
    </ul>
  );
}
