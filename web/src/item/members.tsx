// What lies below an item or belongs to a person: the first items of a search, with a box to narrow it.
import { useState } from "preact/hooks";
import { useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { changed, type SearchState, searchPath, searchRequest } from "../search/state";
import { Badges, FreshnessWords } from "../shared/item_parts";
import { ItemRow } from "../shared/item_row";
import { ProblemBox } from "../shared/states";
import { counted } from "../shared/words";

interface MembersProps {
  name: string; // For ids.
  filterLabel: string;
  none: string;
  state: SearchState; // The search that lists them.
}

export function Members({ name, filterLabel, none, state }: MembersProps) {
  const schema = useSchema();
  const [filter, setFilter] = useState("");
  const narrowed = changed(state, { text: filter.trim() });
  const { answer, problem, retry } = useAnswer<SearchAnswer>(searchRequest({ ...narrowed, size: 50 }, schema, false));
  const shown = answer?.hits ?? [];
  return (
    <div class="members">
      <div class="columns-head">
        <label class="labelled" for={`${name}-filter`}>
          <span>{filterLabel}</span>
          <input id={`${name}-filter`} type="text" autocomplete="off" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
        </label>
        {answer && <p class="small muted" role="status">{counted(answer.total, "item")}</p>}
        {answer && answer.total > 0 && <Link to={searchPath(narrowed, schema)} class="button">Open as a search</Link>}
      </div>
      {problem && <ProblemBox problem={problem} retry={retry} />}
      {answer && shown.length === 0 && <p class="muted">{filter.trim() ? `Nothing here matches “${filter.trim()}”.` : none}</p>}
      <ul class="item-rows">
        {shown.map((card) => (
          <ItemRow key={card.key} item={card}>
            <Badges card={card} />
            {card.freshness?.updated_at && <span class="item-owner"><FreshnessWords freshness={card.freshness} /></span>}
          </ItemRow>
        ))}
      </ul>
      {answer && answer.total > shown.length && shown.length > 0 && (
        <p class="small muted">The first {shown.length} of {counted(answer.total, "item")}.</p>
      )}
    </div>
  );
}
