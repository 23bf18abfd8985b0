// The Search screen. Its whole state is in the address.
import { useEffect, useRef, useState } from "preact/hooks";
import { useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { announce } from "../frame/announce";
import { here, navigate, type Place } from "../router/location";
import { useScreen } from "../router/screen";
import { CopyLink, copyLink } from "../shared/copy";
import { Icon } from "../shared/icon";
import { useKeys } from "../shared/keys";
import { useMedia } from "../shared/media";
import { SaveSearch } from "../saved/save_button";
import { CardSkeletons, EmptyIndex, ProblemBox, useLate } from "../shared/states";
import { counted, figure } from "../shared/words";
import { Card } from "./card";
import { CopyAs } from "./copy_as";
import { tellingParts } from "./duplicates";
import { Chips, FilterDialog, FilterPanel } from "./filters";
import { NoResults } from "./no_results";
import { DepthNote, Notes } from "./notes";
import { Offers } from "./offers";
import { reachablePages } from "./page_list";
import { Pages } from "./pages";
import { changed, pageSizes, parseSearch, type SearchState, searchPath, searchRequest } from "./state";

const filterCount = (state: SearchState): number => state.filters.length;

export function headingOf(answer: SearchAnswer, state: SearchState): string {
  const spelled = answer.query.spell?.applied ? answer.query.spell.q : state.text;
  const words = spelled ? ` for “${spelled}”` : "";
  if (answer.total === 0) {
    const filters = filterCount(state);
    return `No results${words}${filters > 0 ? ` with ${counted(filters, "filter")}` : ""}`;
  }
  if (!spelled && filterCount(state) === 0) return "All items";
  const least = answer.total_is === "at_least" ? "At least " : "";
  return `${least}${counted(answer.total, "result")}${words}`;
}

function titleOf(answer: SearchAnswer | undefined, state: SearchState): string {
  const words = state.text || (filterCount(state) > 0 ? "Filtered items" : "All items");
  const page = answer && state.page > 1 ? ` (page ${state.page} of ${answer.pages})` : "";
  return `${words} – search${page}`;
}

// A page past the end is replaced by the first one, and the visitor is told.
function usePageInRange(answer: SearchAnswer | undefined, state: SearchState, settled: boolean): string {
  const schema = useSchema();
  const [note, setNote] = useState<{ entry: string; text: string }>({ entry: "", text: "" });
  const outside = settled && answer !== undefined && state.page > 1 && state.page > Math.max(1, reachablePages(answer.pages, state.size));
  useEffect(() => {
    if (!outside) return;
    setNote({ entry: here().entry, text: `There is no page ${figure(state.page)}. This is the first page.` });
    navigate(searchPath({ ...state, page: 1 }, schema), { replace: true });
  }, [outside]);
  return note.entry === here().entry && state.page === 1 ? note.text : "";
}

export function SearchScreen({ place }: { place: Place }) {
  const schema = useSchema();
  const state = parseSearch(place.query, schema);
  const { answer, problem, busy, answeredPath, retry, cancel } = useAnswer<SearchAnswer>(searchRequest(state, schema));
  const phone = useMedia("(max-width: 767px)");
  const [dialogOpen, setDialogOpen] = useState(false);
  const settled = !busy && !problem;
  const pageNote = usePageInRange(answer, state, settled);
  const late = useLate(busy, 300);
  const veryLate = useLate(busy, 10_000);
  const change = (next: SearchState) => navigate(searchPath(next, schema));
  const heading = useScreen("search", titleOf(answer, state), settled || problem !== undefined);

  usePageFocus(state.page, settled, heading);
  useEffect(() => {
    if (!settled || !answer) return;
    announce(answer.total === 0 ? "No results." : `${counted(answer.total, "result")}. Page ${state.page} of ${Math.max(1, answer.pages)}.`);
  }, [settled, answeredPath]);
  useKeys({
    j: () => stepResult(1),
    k: () => stepResult(-1),
    c: () => void copyLink(),
    f: () => (phone ? setDialogOpen(true) : document.querySelector<HTMLElement>(".filters .facet-head")?.focus()),
    "[": () => answer && state.page > 1 && change({ ...state, page: state.page - 1 }),
    "]": () => answer && state.page < reachablePages(answer.pages, state.size) && change({ ...state, page: state.page + 1 }),
  });

  if (problem?.kind === "empty") {
    return (
      <div class="page">
        <h1 ref={heading} tabIndex={-1}>Nothing is indexed yet</h1>
        <EmptyIndex />
      </div>
    );
  }
  const title = answer ? headingOf(answer, state) : problem ? "Search" : "Searching…";
  return (
    <div class="search-page">
      {late && <div class="progress" aria-hidden="true" />}
      {!phone && <FilterPanel state={state} change={change} answer={answer} />}
      <section class="results" aria-labelledby="results-title">
        <div class="results-head">
          <h1 id="results-title" ref={heading} tabIndex={-1} dir="auto">{title}</h1>
          {answer?.took_ms !== undefined && answer.total > 0 && (
            <p class="muted small took">
              {title === "All items" && `${counted(answer.total, "item")}, `}{answer.took_ms < 1 ? "under 1" : figure(Math.round(answer.took_ms))} ms
            </p>
          )}
        </div>
        <Toolbar state={state} change={change} answer={settled ? answer : undefined} heading={title} phone={phone} openFilters={() => setDialogOpen(true)} />
        <Chips state={state} change={change} answer={answer} />
        {answer && <Offers answer={answer} state={state} change={change} />}
        {problem && <ProblemBox problem={problem} retry={retry} old={answer !== undefined} />}
        {veryLate && <p class="notice notice-warn">Still searching… <button type="button" class="button" onClick={cancel}>Cancel</button></p>}
        {answer && <Notes answer={answer} state={state} pageNote={pageNote} retry={retry} />}
        {answer?.total === 0 ? <NoResults answer={answer} state={state} /> : <Results answer={answer} busy={busy} late={late} state={state} />}
        {answer && answer.total > 0 && <Pages state={state} pages={answer.pages} />}
        {answer && <DepthNote answer={answer} state={state} />}
      </section>
      {phone && dialogOpen && <FilterDialog state={state} change={change} answer={answer} close={() => setDialogOpen(false)} />}
    </div>
  );
}

function Results({ answer, busy, late, state }: { answer: SearchAnswer | undefined; busy: boolean; late: boolean; state: SearchState }) {
  if (!answer && !busy) return null;
  if (!answer) {
    return (
      <div class="result-list" aria-busy="true">
        <CardSkeletons count={5} />
      </div>
    );
  }
  const telling = tellingParts(answer.hits);
  return (
    <ol class={late ? "result-list result-list-old" : "result-list"} aria-busy={late}>
      {answer.hits.map((card) => (
        <li key={card.key}><Card card={card} text={answer.query.spell?.applied ? answer.query.spell.q : state.text} state={state} compact={state.view === "compact"} telling={telling.get(card.key)} /></li>
      ))}
    </ol>
  );
}

interface ToolbarProps {
  state: SearchState;
  change: (state: SearchState) => void;
  answer: SearchAnswer | undefined; // Once it belongs to the state.
  heading: string;
  phone: boolean;
  openFilters: () => void;
}

function Toolbar({ state, change, answer, heading, phone, openFilters }: ToolbarProps) {
  const schema = useSchema();
  const count = filterCount(state);
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
      <CopyLink />
      <CopyAs state={state} answer={answer} heading={heading} />
      <SaveSearch state={state} total={answer?.total} />
    </div>
  );
}

// Another page of the same search: from the top, with the focus on the heading.
function usePageFocus(page: number, settled: boolean, heading: { current: HTMLHeadingElement | null }): void {
  const shown = useRef({ page, entry: here().entry });
  useEffect(() => {
    const { entry, arrival } = here();
    if (!settled || shown.current.entry === entry) return;
    const otherPage = shown.current.page !== page;
    shown.current = { page, entry };
    const fromPages = document.activeElement?.closest(".pages") ?? document.activeElement === document.body;
    if (!otherPage || arrival !== "push" || !fromPages) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [page, settled, here().entry]);
}

// Moves the focus to the next or former result's link.
function stepResult(step: number): void {
  const links = [...document.querySelectorAll<HTMLElement>(".result-list .card-link")];
  const at = links.findIndex((link) => link === document.activeElement || link.closest("article")?.contains(document.activeElement));
  const next = links[at === -1 ? (step > 0 ? 0 : links.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
