// The search box of every screen: an editable combobox with a list of suggestions.
import type { RefObject } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { withBase } from "../api/base";
import { SchemaContext } from "../api/schema";
import type { Schema } from "../api/types";
import type { Place } from "../router/location";
import { Icon } from "../shared/icon";
import { inTextField, keysOn } from "../shared/keys";
import { Suggestions } from "./suggestions";
import { useBox } from "./use_box";

const emptySchema: Schema = { fields: [], sorts: [], types: [] };
const longestText = 2000; // Characters the API takes.

type Box = ReturnType<typeof useBox>;

export function SearchBox({ place }: { place: Place }) {
  const schema = useContext(SchemaContext)?.answer ?? emptySchema;
  const box = useBox(place, schema);
  const input = useRef<HTMLInputElement>(null);
  useFocusKeys(input);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    box.submit();
  };
  const clear = () => {
    box.type("");
    input.current?.focus();
  };
  return (
    <form class="search-form" role="search" method="get" action={withBase("/search")} onSubmit={onSubmit}>
      <label class="search-label" for="q">Search the data mesh</label>
      <div class="search-field">
        <Icon shape="search" />
        <Input box={box} input={input} />
        {box.text !== "" && (
          <button type="button" class="icon-button" aria-label="Clear search" title="Clear search" onClick={clear}>
            <Icon shape="close" />
          </button>
        )}
        <button type="submit" class="search-submit">Search</button>
        <Suggestions rows={box.rows} shown={box.shown} active={box.current} schema={schema} run={box.run} />
      </div>
    </form>
  );
}

function Input({ box, input }: { box: Box; input: RefObject<HTMLInputElement | null> }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") box.step(1);
    else if (event.key === "ArrowUp") box.step(-1);
    else if (event.key === "Escape") box.escape();
    else return;
    event.preventDefault();
  };
  return (
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
      maxLength={longestText}
      role="combobox"
      aria-expanded={box.shown}
      aria-controls="suggestions"
      aria-autocomplete="list"
      aria-activedescendant={box.shown && box.current >= 0 ? `suggestion-${box.current}` : undefined}
      placeholder="e.g. orders owner:ana tag:pii"
      value={box.text}
      onInput={(event) => box.type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={box.close}
    />
  );
}

// "/" outside text fields and Ctrl/Cmd+K anywhere put the focus into the box.
function useFocusKeys(input: RefObject<HTMLInputElement | null>): void {
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
