// What the visitor should know about an answer, above its results.
import { typeWord, useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { counted, figure } from "../shared/words";
import { useExport } from "./toolbar";
import { changed, deepestResult, type SearchState, searchPath } from "./state";

// Notes that the heading or a line below already says in the page's own words.
const saidElsewhere = new Set(["no_results", "partial", "relaxed", "spell_applied", "spell"]);

export const isRelaxed = (answer: SearchAnswer): boolean =>
  Boolean(answer.query.relaxed) && answer.query.relaxed !== "all" && answer.total > 0;

interface NotesProps {
  answer: SearchAnswer;
  state: SearchState;
  pageNote: string;
  retry: () => void;
}

export function Notes({ answer, state, pageNote, retry }: NotesProps) {
  const schema = useSchema();
  const { spell } = answer.query;
  const first = answer.hits[0];
  const exact = first && state.text !== "" && state.page === 1 && [first.name, first.title].some((name) => name?.toLowerCase() === state.text.toLowerCase());
  return (
    <div class="notes">
      {pageNote && <p class="note">{pageNote}</p>}
      {answer.notes?.filter((note) => !saidElsewhere.has(note.code)).map((note) => <p class="note">{note.text}</p>)}
      {answer.total_is === "at_least" && (
        <p class="note">
          At least {counted(answer.total, "result")}; counts are incomplete.{" "}
          <button type="button" class="text-button" onClick={retry}>Retry</button>
        </p>
      )}
      {spell?.applied && (
        <p class="note">
          Showing results for <strong>{spell.q}</strong>.{" "}
          <Link to={searchPath(changed(state, { spell: "off" }), schema)}>Search instead for {state.text}</Link>
        </p>
      )}
      {spell && !spell.applied && answer.total > 0 && (
        <p class="note">
          Did you mean <Link to={searchPath(changed(state, { text: spell.q }), schema)}><strong>{spell.q}</strong></Link>
          {spell.total !== undefined && ` (${figure(spell.total)})`}?
        </p>
      )}
      {isRelaxed(answer) && state.match === "" && (
        <p class="note">
          No item has all of “{state.text}”. Showing {figure(answer.total)} that have some of these words.{" "}
          <Link to={searchPath(changed(state, { match: "all" }), schema)}>Search for all words only</Link>
        </p>
      )}
      {exact && (
        <p class="note note-exact">
          Exact match: <Link to={itemPath(first.key)}>{first.title || first.name}</Link> ({typeWord(schema, first.type).toLowerCase()})
        </p>
      )}
    </div>
  );
}

export function DepthNote({ answer, state }: { answer: SearchAnswer; state: SearchState }) {
  const lastReached = state.page * state.size >= deepestResult;
  const address = useExport(state);
  if (answer.total <= deepestResult || !lastReached) return null;
  return <p class="note">Narrow the search to see more{address ? <>, or <a href={address} download="">download the list</a></> : null}.</p>;
}
