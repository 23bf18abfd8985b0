// The parts of a result's score, in words and bars.
import { useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { sharesOf } from "./explain";
import { type SearchState, searchRequest } from "./state";

export function WhyTable({ cardKey, state }: { cardKey: string; state: SearchState }) {
  const schema = useSchema();
  const { answer, problem } = useAnswer<SearchAnswer>(`${searchRequest(state, schema, false)}&explain=1`);
  const shares = sharesOf(answer?.hits.find((hit) => hit.key === cardKey)?.explain ?? []);
  const most = Math.max(...shares.map(({ value }) => Math.abs(value)), 0);
  if (problem) return <p class="muted small">The reasons could not be read.</p>;
  if (!answer) return null;
  return (
    <table class="shares small">
      <caption class="off-screen">What its place among the results is made of</caption>
      <tbody>
        {shares.map(({ words, value }) => (
          <tr>
            <th scope="row" dir="auto">{words}</th>
            <td><meter class={value < 0 ? "share-against" : ""} min={0} max={most} value={Math.abs(value)} aria-label={value < 0 ? "Speaks against it" : "Speaks for it"} /></td>
            <td>{value < 0 ? "−" : ""}{Math.abs(value).toFixed(most < 10 ? 2 : 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
