// "Why is this here?": the parts of a result's score, asked for when somebody wants to know.
import { useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { useOpen } from "../router/location";
import { sharesOf } from "./explain";
import { type SearchState, searchRequest } from "./state";

export function WhyHere({ cardKey, name, state }: { cardKey: string; name: string; state: SearchState }) {
  const schema = useSchema();
  const [open, setOpen] = useOpen(`here-${cardKey}`);
  const { answer, problem } = useAnswer<SearchAnswer>(open ? `${searchRequest(state, schema, false)}&explain=1` : null);
  const parts = answer?.hits.find((hit) => hit.key === cardKey)?.explain;
  const shares = sharesOf(parts ?? []);
  const most = Math.max(...shares.map(({ value }) => Math.abs(value)), 0);
  const id = `here-${cardKey}`;
  return (
    <div class="why-here">
      <button type="button" class="text-button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        Why is this here?<span class="off-screen"> {name}</span>
      </button>
      <div id={id} hidden={!open}>
        {problem && <p class="muted small">The reasons could not be read.</p>}
        {parts && (
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
        )}
      </div>
    </div>
  );
}
