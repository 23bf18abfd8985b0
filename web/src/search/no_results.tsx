// Zero results, with the ways out that the server counted.
import { useSchema } from "../api/schema";
import type { Exit, SearchAnswer } from "../api/types";
import { Link } from "../router/link";
import { counted } from "../shared/words";
import { useFilterWords } from "./filters";
import { changed, type SearchState, searchPath, withoutFilter } from "./state";

export function NoResults({ answer, state }: { answer: SearchAnswer; state: SearchState }) {
  const schema = useSchema();
  const words = useFilterWords(answer);
  const exits = answer.exits ?? [];
  const to = (next: SearchState) => searchPath(next, schema);
  const spell = exits.find((exit) => exit.kind === "spell") ?? (answer.query.spell ? { kind: "spell" as const, total: 0, ...answer.query.spell } : undefined);
  const others = exits.flatMap((exit) => {
    const way = wayOf(exit, state, words);
    return way ? [{ ...way, total: exit.total }] : [];
  });
  return (
    <div class="state">
      {spell && (
        <p class="lead">
          Did you mean <Link to={to(changed(state, { text: spell.q }))}><strong>{spell.q}</strong></Link>
          {spell.total > 0 && ` (${counted(spell.total, "result")})`}?
        </p>
      )}
      {others.length > 0 && (
        <ul class="exits">
          {others.map((way) => (
            <li><Link to={to(way.next)} class="button">{way.text} – {counted(way.total, "result")}</Link></li>
          ))}
        </ul>
      )}
      <p><Link to="/domains">Browse domains</Link> <span class="dot" aria-hidden="true">·</span> <Link to="/help">Query help</Link></p>
    </div>
  );
}

function wayOf(exit: Exit, state: SearchState, words: ReturnType<typeof useFilterWords>): { text: string; next: SearchState } | undefined {
  if (exit.kind === "drop_all_filters") return { text: "Search without filters", next: changed(state, { filters: [] }) };
  if (exit.kind === "any_words") return { text: "Any of these words", next: changed(state, { match: "any" }) };
  if (exit.kind !== "drop_filter") return undefined;
  const values = (exit.values ?? [exit.value ?? ""]).map((value) => value.toLowerCase());
  const dropped = state.filters.filter((filter) => filter.field === exit.field && values.includes(filter.value.toLowerCase()));
  const [first] = dropped.map(words);
  if (!first) return undefined;
  const told = dropped.map((filter) => words(filter).value).join(", ");
  return { text: `Without ${first.field}: ${told}`, next: dropped.reduce(withoutFilter, state) };
}
