// Filters that the words seem to mean, one press away: "retail" where that is a domain. Nothing is filtered by them yet.
import { fieldNamed, useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { figure } from "../shared/words";
import { type SearchState, withFilter } from "./state";

export function Offers({ answer, state, change }: { answer: SearchAnswer; state: SearchState; change: (state: SearchState) => void }) {
  const schema = useSchema();
  const offers = (answer.query.offers ?? []).flatMap((offer) => {
    const field = fieldNamed(schema, offer.field);
    return field ? [{ ...offer, title: field.label }] : [];
  });
  if (offers.length === 0) return null;
  return (
    <p class="offers small">
      <span class="muted">Only</span>
      {offers.map(({ field, value, label, title, total }) => (
        <button type="button" class="text-button" onClick={() => change(withFilter(state, { field, value, not: false }))}>
          {label.startsWith(`${title}:`) ? label : `${title}: ${label}`} ({figure(total)})
        </button>
      ))}
    </p>
  );
}
