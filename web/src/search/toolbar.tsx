// What stands above the results: order, page size, view, and the ways to take the search along.
import { withBase } from "../api/base";
import { useSchema, useStatus } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { SaveSearch } from "../saved/save_button";
import { CopyButton, CopyLink } from "../shared/copy";
import { Icon } from "../shared/icon";
import { CopyAs } from "./copy_as";
import { changed, exportRequest, pageSizes, searchBody, type SearchState } from "./state";

const longestAddress = 2000; // Characters that other programs still take.

interface ToolbarProps {
  state: SearchState;
  change: (state: SearchState) => void;
  answer: SearchAnswer | undefined; // Once it belongs to the state.
  heading: string;
  phone: boolean;
  openFilters: () => void;
}

export function Toolbar({ state, change, answer, heading, phone, openFilters }: ToolbarProps) {
  const schema = useSchema();
  const count = state.filters.length;
  const [standard, ...others] = schema.sorts;
  return (
    <div class="toolbar">
      {phone && (
        <button type="button" class="button button-main" onClick={openFilters}>
          <Icon shape="filter" /> Filters{count > 0 ? ` (${count})` : ""}
        </button>
      )}
      <label class="labelled labelled-sort">
        <span>Sort</span>
        <select value={state.sort} onChange={(event) => change(changed(state, { sort: event.currentTarget.value }))}>
          <option value="">{state.text ? (standard?.label ?? "Relevance") : "Importance"}</option>
          {others.map((sort) => <option value={sort.value}>{sort.label}</option>)}
        </select>
      </label>
      <label>
        <span class="off-screen">Results on a page</span>
        <select class="small" value={state.size} onChange={(event) => change(changed(state, { size: Number(event.currentTarget.value) }))}>
          {pageSizes.map((size) => <option value={size}>{size} per page</option>)}
        </select>
      </label>
      <div class="switch" role="group" aria-label="View">
        {(["cards", "compact"] as const).map((view) => (
          <button type="button" aria-pressed={state.view === view} onClick={() => change({ ...state, view })}>
            {view === "cards" ? "Cards" : "Compact"}
          </button>
        ))}
      </div>
      {location.href.length > longestAddress ? <CopyButton text={JSON.stringify(searchBody(state))} label="Copy as JSON" done="Search copied as JSON" /> : <CopyLink />}
      <CopyAs state={state} answer={answer} heading={heading} />
      <SaveSearch state={state} total={answer?.total} />
    </div>
  );
}

// Only for who may take lists away; the status says so.
export function useExport(state: SearchState): string | undefined {
  const schema = useSchema();
  const allowed = useStatus()?.access?.scopes?.includes("catalog:export");
  return allowed ? withBase(exportRequest(state, schema)) : undefined;
}
