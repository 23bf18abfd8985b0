// The Search screen. Its whole state is in the address.
import { useEffect, useRef, useState } from "preact/hooks";
import { useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { announce } from "../frame/announce";
import { here, navigate, type Place } from "../router/location";
import { useScreen } from "../router/screen";
import { copyLink } from "../shared/copy";
import { useKeys } from "../shared/keys";
import { useMedia } from "../shared/media";
import { Later, laterPart } from "../shared/later_part";
import { CardSkeletons, EmptyIndex, ProblemBox, useLate } from "../shared/states";
import { counted, figure } from "../shared/words";
import { Card } from "./card";
import { tellingParts } from "./duplicates";
import { Chips, FilterDialog, FilterPanel } from "./filters";
import { NoResults } from "./no_results";
import { DepthNote, Notes } from "./notes";
import { Offers } from "./offers";
import { reachablePages } from "./page_list";
import { Pages } from "./pages";
import { parseSearch, type SearchState, searchPath, searchRequest } from "./state";
import { Toolbar } from "./toolbar";
import { type PreviewSwitch, usePreview } from "./use_preview";

export function headingOf(answer: SearchAnswer, state: SearchState): string {
  const spelled = answer.query.spell?.applied ? answer.query.spell.q : state.text;
  const words = spelled ? ` for “${spelled}”` : "";
  if (answer.total === 0) {
    const filters = state.filters.length;
    return `No results${words}${filters > 0 ? ` with ${counted(filters, "filter")}` : ""}`;
  }
  if (!spelled && state.filters.length === 0) return "All items";
  const least = answer.total_is === "at_least" ? "At least " : "";
  return `${least}${counted(answer.total, "result")}${words}`;
}

function titleOf(answer: SearchAnswer | undefined, state: SearchState): string {
  const words = state.text || (state.filters.length > 0 ? "Filtered items" : "All items");
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

// True once what was drawn with `there` is painted; at once for what is there from the start, as after Back. The first
// cards are painted before the counts are drawn into the room kept for them: one task for both would be a long one.
function useAfterPaint(there: boolean): boolean {
  const [painted, setPainted] = useState(there);
  useEffect(() => {
    if (there) setPainted(true);
  }, [there]);
  return painted;
}

export function SearchScreen({ place }: { place: Place }) {
  const schema = useSchema();
  const state = parseSearch(place.query, schema);
  const { answer, problem, busy, answeredPath, retry, cancel } = useAnswer<SearchAnswer>(searchRequest(state, schema));
  const phone = useMedia("(max-width: 767px)");
  const [dialogOpen, setDialogOpen] = useState(false);
  const settled = !busy && !problem;
  const pageNote = usePageInRange(answer, state, settled);
  const cardsPainted = useAfterPaint(answer !== undefined);
  const preview = usePreview(state, answer);
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
    j: () => preview.follow(stepResult(1, preview.shown)),
    k: () => preview.follow(stepResult(-1, preview.shown)),
    p: () => preview.step(resultAtFocus()),
    c: () => void copyLink(),
    f: () => (phone ? setDialogOpen(true) : document.querySelector<HTMLElement>(".filters .facet-head")?.focus()),
    "[": () => answer && state.page > 1 && change({ ...state, page: state.page - 1, preview: "" }),
    "]": () => answer && state.page < reachablePages(answer.pages, state.size) && change({ ...state, page: state.page + 1, preview: "" }),
  });

  if (problem?.kind === "empty") {
    return (
      <div class="page">
        <h1 ref={heading} tabIndex={-1}>Nothing is indexed yet</h1>
        <EmptyIndex retry={retry} />
      </div>
    );
  }
  const title = answer ? headingOf(answer, state) : problem ? "Search" : "Searching…";
  return (
    <div class={preview.shown ? "search-page search-page-preview" : "search-page"}>
      {late && <div class="progress" aria-hidden="true" />}
      {!phone && <FilterPanel state={state} change={change} answer={cardsPainted ? answer : undefined} />}
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
        {answer?.total === 0 ? <NoResults answer={answer} state={state} /> : <Results answer={answer} busy={busy} late={late} state={state} preview={preview} />}
        {answer && answer.total > 0 && <Pages state={state} pages={answer.pages} />}
        {answer && <DepthNote answer={answer} state={state} />}
      </section>
      {preview.shown && <Later part={laterPart} waiting={<aside class="preview" aria-busy="true" />} draw={({ Preview }) => <Preview itemKey={preview.shown} close={preview.close} />} />}
      {phone && dialogOpen && <FilterDialog state={state} change={change} answer={answer} close={() => setDialogOpen(false)} />}
    </div>
  );
}

interface ResultsProps {
  answer: SearchAnswer | undefined;
  busy: boolean;
  late: boolean;
  state: SearchState;
  preview: PreviewSwitch;
}

function Results({ answer, busy, late, state, preview }: ResultsProps) {
  if (!answer && !busy) return null;
  if (!answer) {
    return (
      <div class="result-list" aria-busy="true">
        <CardSkeletons count={5} />
      </div>
    );
  }
  const telling = tellingParts(answer.hits);
  const text = answer.query.spell?.applied ? answer.query.spell.q : state.text;
  return (
    <ol class={late ? "result-list result-list-old" : "result-list"} aria-busy={late}>
      {answer.hits.map((card) => (
        <li key={card.key}><Card card={card} text={text} state={state} compact={state.view === "compact"} telling={telling.get(card.key)} preview={preview} /></li>
      ))}
    </ol>
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

const resultLinks = () => [...document.querySelectorAll<HTMLElement>(".result-list .card-link")];
const keyOf = (link: Element | null | undefined): string => link?.closest("article")?.id.replace("card-", "") ?? "";

// The key of the result that has the focus, or holds what has it.
const resultAtFocus = (): string => keyOf(document.activeElement?.closest("article.card"));

// Moves the focus to the next or former result's link, and tells its key. `from`: where to start when no result has the
// focus.
function stepResult(step: number, from: string): string {
  const links = resultLinks();
  const at = links.findIndex((link) => keyOf(link) === (resultAtFocus() || from));
  const next = links[at === -1 ? (step > 0 ? 0 : links.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return keyOf(next);
}
