// Saved searches: kept in this browser only, with what is new in each.
import { useEffect, useRef, useState } from "preact/hooks";
import { useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { withBase } from "../api/base";
import { announce } from "../frame/announce";
import { Link } from "../router/link";
import { useScreen } from "../router/screen";
import { parseSearch, searchRequest } from "../search/state";
import { CopyButton } from "../shared/copy";
import { Time } from "../shared/text";
import { counted, figure } from "../shared/words";
import { keep, merged, renamed, type Saved, savedFrom, savedSearches, withoutSaved } from "./store";
import { queryWords } from "./words";

const undoFor = 10_000; // Milliseconds.

export function SavedScreen() {
  const heading = useScreen("saved", "Saved searches", true);
  const [list, setList] = useState(savedSearches);
  const [blocked, setBlocked] = useState(false);
  const [removed, setRemoved] = useState<{ entry: Saved; list: Saved[] } | null>(null);
  const change = (next: Saved[]) => {
    setBlocked(!keep(next));
    setList(next);
  };
  useEffect(() => {
    if (!removed) return;
    const timer = setTimeout(() => setRemoved(null), undoFor);
    return () => clearTimeout(timer);
  }, [removed]);
  const remove = (entry: Saved) => {
    setRemoved({ entry, list });
    change(withoutSaved(list, entry.path));
    announce(`${entry.name} deleted`);
    heading.current?.focus();
  };
  const undo = () => {
    if (removed) change(removed.list);
    setRemoved(null);
  };
  return (
    <div class="page saved">
      <h1 ref={heading} tabIndex={-1}>Saved searches</h1>
      <p class="lead">Kept in this browser only.</p>
      {blocked && <p class="notice notice-warn">This browser keeps nothing for this page: the list is lost when it is closed. Links to searches work all the same.</p>}
      {removed && (
        <p class="notice">
          <span dir="auto">{removed.entry.name} was deleted.</span> <button type="button" class="button" onClick={undo}>Undo</button>
        </p>
      )}
      {list.length === 0 && <p class="muted">Nothing is saved yet. “Save search” above the results of a search puts it here.</p>}
      <ul class="saved-list">{list.map((entry) => <Row key={entry.path} entry={entry} rename={(name) => change(renamed(list, entry.path, name))} remove={() => remove(entry)} />)}</ul>
      <Exchange list={list} bring={(brought) => change(merged(list, brought))} />
    </div>
  );
}

function Row({ entry, rename, remove }: { entry: Saved; rename: (name: string) => void; remove: () => void }) {
  const schema = useSchema();
  const state = parseSearch(entry.path.split("?")[1] ?? "", schema);
  const { answer } = useAnswer<SearchAnswer>(searchRequest(state, schema, false));
  const words = queryWords(state, schema);
  const fresh = answer ? answer.total - entry.seen : 0;
  const [editing, setEditing] = useState(false);
  return (
    <li class="saved-row">
      <div>
        {editing ? <NameForm entry={entry} done={(name) => (rename(name), setEditing(false))} /> : <h2><Link to={entry.path} dir="auto">{entry.name}</Link></h2>}
        {words !== entry.name && <p class="small" dir="auto">{words}</p>}
        <p class="small muted">
          {answer ? counted(answer.total, "result") : "Counting…"}
          {fresh > 0 && <>, <strong>{figure(fresh)} more</strong> than <Time at={entry.at} /></>}
        </p>
      </div>
      <div class="buttons">
        <CopyButton text={() => new URL(withBase(entry.path), location.href).href} label="Copy link" done="Link copied" />
        <button type="button" class="button" onClick={() => setEditing(!editing)}>Rename<span class="off-screen"> {entry.name}</span></button>
        <button type="button" class="button" onClick={remove}>Delete<span class="off-screen"> {entry.name}</span></button>
      </div>
    </li>
  );
}

function NameForm({ entry, done }: { entry: Saved; done: (name: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    done(field.current?.value ?? "");
  };
  return (
    <form class="saved-name" onSubmit={submit}>
      <label><span class="off-screen">Name of the search</span><input ref={field} value={entry.name} maxLength={120} /></label>
      <button type="submit" class="button">Keep name</button>
    </form>
  );
}

// The list as a file, to take it to another browser.
function Exchange({ list, bring }: { list: Saved[]; bring: (brought: Saved[]) => void }) {
  const [told, setTold] = useState("");
  const save = () => {
    const url = URL.createObjectURL(new Blob([JSON.stringify(list, null, 2)], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "waymark-searches.json" });
    link.click();
    URL.revokeObjectURL(url);
  };
  const load = async (input: HTMLInputElement) => {
    const brought = savedFrom((await input.files?.[0]?.text()) ?? null);
    input.value = "";
    if (brought.length > 0) bring(brought);
    setTold(brought.length > 0 ? `${counted(brought.length, "search", "searches")} read` : "The file holds no saved searches");
  };
  return (
    <div class="buttons saved-exchange">
      {list.length > 0 && <button type="button" class="button" onClick={save}>Export as a file</button>}
      <label class="button">Import a file<input type="file" accept="application/json,.json" class="off-screen" onChange={(event) => void load(event.currentTarget)} /></label>
      <span class="small muted" role="status">{told}</span>
    </div>
  );
}
