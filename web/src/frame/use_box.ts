// The state of the search box: its text, its list of suggestions, and what the keys and rows do.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Schema } from "../api/types";
import { navigate, type Place } from "../router/location";
import { liftFilters, typedPath } from "../search/lift";
import { changed, emptySearch, parseSearch, searchPath, withFilter } from "../search/state";
import { announce } from "./announce";
import { clearRecent, recentSearches, rememberSearch } from "./recent";
import { recentRows, type Row, suggestionRows } from "./rows";
import { type Suggested, useSuggestions } from "./use_suggestions";

const rowsOnDesktop = 8;
const rowsOnPhone = 6;

function rowsFor(typed: string, suggested: Suggested | undefined, schema: Schema, room: number): Row[] {
  if (typed === "") return recentRows(recentSearches(), room);
  return suggestionRows(typed, suggested?.text === typed ? suggested.answer : undefined, recentSearches(), schema, room);
}

export function useBox(place: Place, schema: Schema) {
  const onSearch = place.path === "/search";
  const state = onSearch ? parseSearch(place.query, schema) : emptySearch;
  const [text, setText] = useState(state.text);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const room = window.matchMedia("(max-width: 767px)").matches ? rowsOnPhone : rowsOnDesktop;
  const suggested = useSuggestions(text, open, state, schema, room);
  const rows = open ? rowsFor(text.trim(), suggested, schema, room) : [];
  const shown = rows.length > 0;
  const current = active < rows.length ? active : -1;

  // The address is the state: on Search the box holds its words, elsewhere nothing. Before the new screen is painted:
  // after it, what somebody types already would be lost.
  useLayoutEffect(() => {
    setText((onSearch && new URLSearchParams(place.query).get("q")) || "");
    setOpen(false);
  }, [place.entry, place.query, onSearch]);
  useEffect(() => {
    if (shown && suggested) announce(`${rows.length} suggestions.`);
  }, [suggested]);

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const type = (typed: string) => {
    setText(typed);
    setActive(-1);
    setOpen(typed.trim() !== "");
  };
  const search = (words: string) => {
    close();
    setText(liftFilters(words, schema).text);
    rememberSearch(words);
    navigate(typedPath(words, schema, state));
  };
  const run = ({ action }: Row) => {
    if (action.kind === "search") return search(action.text);
    if (action.kind === "complete") return type(action.text);
    close();
    if (action.kind === "clear") return clearRecent();
    if (action.kind === "open") return navigate(action.path);
    const filter = { field: action.field, value: action.value, not: false };
    navigate(searchPath(withFilter(changed(state, { text: action.rest }), filter), schema));
  };
  const submit = () => {
    const row = rows[current];
    if (row) run(row);
    else search(text);
  };
  const step = (by: number) => {
    if (!open) return setOpen(true);
    // One place more than there are rows: the text itself, numbered -1.
    const places = rows.length + 1;
    setActive(((current + 1 + by + places) % places) - 1);
  };
  const escape = () => (shown ? close() : setText(""));
  return { text, rows, shown, current, type, close, run, submit, step, escape };
}
