// What lies below an item or belongs to a person: the first items of a search, with a box to narrow it.
import { useState } from "preact/hooks";
import { labelOf, letterOf, toneOf, typeWord, useSchema } from "../api/schema";
import type { Card, SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { changed, type SearchState, searchPath, searchRequest } from "../search/state";
import { Icon, typeShape } from "../shared/icon";
import { Badges, contractState, FreshnessWords } from "../shared/item_parts";
import { ItemRow } from "../shared/item_row";
import { ProblemBox } from "../shared/states";
import { Badge } from "../shared/text";
import { counted, figure } from "../shared/words";

interface MembersProps {
  name: string; // For ids.
  filterLabel: string;
  none: string;
  state: SearchState; // The search that lists them.
  table?: boolean; // Row by row with what can be compared, in an order of the visitor's choice.
}

export function Members({ name, filterLabel, none, state, table = false }: MembersProps) {
  const schema = useSchema();
  const [filter, setFilter] = useState("");
  const [sort, setSort] = useState("");
  const narrowed = changed(state, { text: filter.trim(), ...(sort ? { sort } : {}) });
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
      {table && shown.length > 0 && <MembersTable name={name} cards={shown} sort={sort} choose={setSort} />}
      {!table && (
        <ul class="item-rows">
          {shown.map((card) => (
            <ItemRow key={card.key} item={card}>
              <Badges card={card} />
              {card.freshness?.updated_at && <span class="item-owner"><FreshnessWords freshness={card.freshness} /></span>}
            </ItemRow>
          ))}
        </ul>
      )}
      {answer && answer.total > shown.length && shown.length > 0 && (
        <p class="small muted">The first {shown.length} of {counted(answer.total, "item")}.</p>
      )}
    </div>
  );
}

interface Heading {
  label: string;
  sort?: string; // The server's order that the column can have, with its usual direction.
  rising?: boolean; // Whether that direction goes from small to large.
}

const headings: Heading[] = [
  { label: "Name", sort: "name", rising: true },
  { label: "Type" },
  { label: "Freshness", sort: "updated" },
  { label: "Contract" },
  { label: "Queries in 30 days", sort: "used" },
];

function MembersTable({ name, cards, sort, choose }: { name: string; cards: Card[]; sort: string; choose: (sort: string) => void }) {
  const schema = useSchema();
  return (
    <div class="table-scroll" role="region" aria-label="List of what it holds" tabIndex={0}>
      <table class="plain-table members-table" id={`${name}-table`}>
        <caption class="off-screen">What it holds</caption>
        <thead><tr>{headings.map((heading) => <SortHeading heading={heading} sort={sort} choose={choose} />)}</tr></thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.key}>
              <th scope="row"><Icon shape={typeShape(letterOf(schema, card.type))} /> <Link to={itemPath(card.key)} dir="auto">{card.title || card.name}</Link></th>
              <td>{typeWord(schema, card.type)}</td>
              <td><FreshnessWords freshness={card.freshness} /></td>
              <td><ContractWord state={contractState(card.contract)} /></td>
              <td class="figure">{card.activity?.queries_30d === undefined ? <span class="muted">–</span> : figure(card.activity.queries_30d)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortHeading({ heading: { label, sort: order, rising = false }, sort, choose }: { heading: Heading; sort: string; choose: (sort: string) => void }) {
  if (!order) return <th scope="col">{label}</th>;
  const chosen = sort.replace("-", "") === order;
  const up = rising !== sort.startsWith("-");
  return (
    <th scope="col" aria-sort={chosen ? (up ? "ascending" : "descending") : undefined}>
      <button type="button" class="text-button sort-button" onClick={() => choose(sort === order ? `-${order}` : order)}>
        {label}{chosen && <span aria-hidden="true"> {up ? "↑" : "↓"}</span>}
      </button>
    </th>
  );
}

function ContractWord({ state }: { state: string }) {
  const schema = useSchema();
  return state && state !== "none" ? <Badge tone={toneOf(schema, "contract", state)}>{labelOf(schema, "contract", state)}</Badge> : <span class="muted">–</span>;
}
