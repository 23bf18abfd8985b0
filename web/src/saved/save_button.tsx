// Beside a search's results: keeps the search in this browser, and tells a kept one what was seen of it.
import { useEffect, useState } from "preact/hooks";
import { useSchema } from "../api/schema";
import { announce } from "../frame/announce";
import { Link } from "../router/link";
import { type SearchState, searchPath } from "../search/state";
import { keep, savedSearches, visited, withSaved } from "./store";
import { queryWords } from "./words";

// `total` is there once the answer is.
export function SaveSearch({ state, total }: { state: SearchState; total: number | undefined }) {
  const schema = useSchema();
  const path = searchPath({ ...state, page: 1, preview: "" }, schema);
  const [message, setMessage] = useState("");
  const kept = savedSearches().some((known) => known.path === path);
  useEffect(() => {
    if (kept && total !== undefined) keep(visited(savedSearches(), path, total, new Date().toISOString()));
  }, [path, total]);
  useEffect(() => setMessage(""), [path]);
  if (kept) return <Link to="/saved" class="button">Saved</Link>;
  const save = () => {
    const entry = { name: queryWords(state, schema), path, seen: total ?? 0, at: new Date().toISOString() };
    const words = keep(withSaved(savedSearches(), entry)) ? "Search saved" : "This browser keeps nothing for this page; copy the link instead";
    setMessage(words);
    announce(words);
  };
  return (
    <>
      <button type="button" class="button" onClick={save}>Save search</button>
      {message && <span class="small muted">{message}</span>}
    </>
  );
}
