// The search box of every screen: an editable combobox with a list of suggestions.
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { letterOf, SchemaContext } from "../api/schema";
import type { Schema } from "../api/types";
import { withBase } from "../api/base";
import { navigate, type Place } from "../router/location";
import { liftFilters, typedPath } from "../search/lift";
import { changed, emptySearch, parseSearch, searchPath, withFilter } from "../search/state";
import { Icon, typeShape } from "../shared/icon";
import { inTextField, keysOn } from "../shared/keys";
import { LongName } from "../shared/text";
import { announce } from "./announce";
import { clearRecent, recentSearches, rememberSearch } from "./recent";
import { recentRows, type Row, suggestionRows } from "./rows";
import { useSuggestions } from "./use_suggestions";

const emptySchema: Schema = { fields: [], sorts: [], types: [] };
const phone = () => window.matchMedia("(max-width: 767px)").matches;

export function SearchBox({ place }: { place: Place }) {
  const schema = useContext(SchemaContext)?.answer ?? emptySchema;
  const onSearch = place.path === "/search";
  const state = onSearch ? parseSearch(place.query, schema) : null;
  const [text, setText] = useState(state?.text ?? "");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const room = phone() ? 6 : 8;
  const suggested = useSuggestions(text, open, state, schema, room);

  useEffect(() => setText(new URLSearchParams(onSearch ? place.query : "").get("q") ?? ""), [place.entry, place.query, onSearch]);
  useEffect(() => setOpen(false), [place.entry]);
  useFocusKeys(input);

  const typed = text.trim();
  const rows = !open
    ? []
    : typed === ""
      ? recentRows(recentSearches(), room)
      : suggested?.text === typed
        ? suggestionRows(typed, suggested.answer, recentSearches(), schema, room)
        : suggestionRows(typed, undefined, recentSearches(), schema, room);
  const shown = open && rows.length > 0;
  const current = active < rows.length ? active : -1;
  useEffect(() => {
    if (shown && suggested) announce(`${rows.length} suggestions.`);
  }, [suggested]);

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const search = (words: string) => {
    close();
    setText(liftFilters(words, schema).text);
    rememberSearch(words);
    navigate(typedPath(words, schema, state ?? emptySearch));
  };
  const run = ({ action }: Row) => {
    if (action.kind === "search") return search(action.text);
    if (action.kind === "complete") {
      setText(`${action.text}`);
      return setActive(-1);
    }
    close();
    if (action.kind === "clear") return clearRecent();
    if (action.kind === "open") return navigate(action.path);
    const base = changed(state ?? emptySearch, { text: action.rest });
    navigate(searchPath(withFilter(base, { field: action.field, value: action.value, not: false }), schema));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!open) return setOpen(true);
      // One place more than there are rows: the text itself, numbered -1.
      const places = rows.length + 1;
      return setActive(((current + 1 + step + places) % places) - 1);
    }
    if (event.key === "Escape") {
      if (shown) close();
      else setText("");
      event.preventDefault();
    }
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const row = rows[current];
    if (row) run(row);
    else search(text);
  };

  return (
    <form class="search-form" role="search" method="get" action={withBase("/search")} onSubmit={onSubmit}>
      <label class="search-label" for="q">Search the data mesh</label>
      <div class="search-field">
        <Icon shape="search" />
        <input
          ref={input}
          id="q"
          name="q"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={2000}
          role="combobox"
          aria-expanded={shown}
          aria-controls="suggestions"
          aria-autocomplete="list"
          aria-activedescendant={shown && current >= 0 ? `suggestion-${current}` : undefined}
          placeholder="e.g. orders owner:ana tag:pii"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setActive(-1);
            setOpen(event.currentTarget.value.trim() !== "");
          }}
          onKeyDown={onKey}
          onBlur={close}
        />
        {text !== "" && (
          <button
            type="button"
            class="icon-button"
            aria-label="Clear search"
            title="Clear search"
            onClick={() => {
              setText("");
              close();
              input.current?.focus();
            }}
          >
            <Icon shape="close" />
          </button>
        )}
        <button type="submit" class="search-submit">Search</button>
        <Popup rows={rows} shown={shown} active={current} schema={schema} run={run} />
      </div>
    </form>
  );
}

interface PopupProps {
  rows: Row[];
  shown: boolean;
  active: number;
  schema: Schema;
  run: (row: Row) => void;
}

function Popup({ rows, shown, active, schema, run }: PopupProps) {
  const option = (row: Row, index: number) => (
    <div
      id={`suggestion-${index}`}
      class="suggestion"
      role="option"
      aria-selected={index === active}
      // The pointer must not take the focus from the box, which would close the list before the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(row)}
    >
      <Icon shape={row.type ? typeShape(letterOf(schema, row.type)) : row.group === "Filter by" ? "filter" : row.group === "Searches" ? "clock" : "search"} />
      <span class="suggestion-text" title={row.text} dir="auto">
        {row.text.length > 48 ? <LongName text={row.text} /> : row.segments.map((part) => (part.m ? part.t : <b>{part.t}</b>))}
      </span>
      {row.note && <span class="suggestion-note muted">{row.note}</span>}
    </div>
  );
  const groups = [...new Set(rows.map((row) => row.group))];
  return (
    <div id="suggestions" class="suggestions" role="listbox" aria-label="Suggestions" hidden={!shown}>
      {groups.map((group) => {
        const options = rows.map((row, index) => (row.group === group ? option(row, index) : null));
        if (group === "") return options;
        return (
          <div role="group" aria-label={group} class="suggestion-group">
            <div class="suggestion-group-name muted" aria-hidden="true">{group}</div>
            {options}
          </div>
        );
      })}
    </div>
  );
}

// "/" outside text fields and Ctrl/Cmd+K anywhere put the focus into the box.
function useFocusKeys(input: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      const combined = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !inTextField(event.target) && keysOn();
      if ((!combined && !slash) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener("keydown", act);
    return () => window.removeEventListener("keydown", act);
  }, []);
}
