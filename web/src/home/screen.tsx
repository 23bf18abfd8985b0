// The first screen: where to begin, and what needs a look.
import { facetFields, pathField, useSchema } from "../api/schema";
import type { Card, FacetValue, SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { typedPath } from "../search/lift";
import { emptySearch, filterPath, searchPath, searchRequest, type SearchState } from "../search/state";
import { Link } from "../router/link";
import { useScreen } from "../router/screen";
import { Icon } from "../shared/icon";
import { Badges, FreshnessWords, OwnerLinks, usageWords } from "../shared/item_parts";
import { ItemRow } from "../shared/item_row";
import { EmptyIndex, ProblemBox } from "../shared/states";
import { counted, figure } from "../shared/words";
import { type Attention, attentionRows, attentionSearch, countIn } from "./attention";

const shortList = 5;
const domainsShown = 12;

export function HomeScreen() {
  const schema = useSchema();
  const facets = facetFields(schema).map((field) => field.name).join(",");
  const used = useAnswer<SearchAnswer>(`/api/v1/search?sort=used&size=${shortList}&facets=${facets}&facet_size=100`);
  const { answer, problem, retry } = used;
  const heading = useScreen("home", "Find data you can trust", answer !== undefined || problem !== undefined);
  if (problem?.kind === "empty") {
    return (
      <div class="page">
        <h1 ref={heading} tabIndex={-1}>Nothing is indexed yet</h1>
        <EmptyIndex retry={retry} />
      </div>
    );
  }
  const domains = pathField(schema);
  const top = (domains ? (answer?.facets?.[domains.name]?.values ?? []) : []).filter((value) => !value.value.includes("/"));
  return (
    <div class="home">
      <div class="hero">
        <h1 ref={heading} tabIndex={-1}>Find data you can trust</h1>
        <p class={answer ? "lead" : "lead lead-waiting"}>
          {answer ? `${counted(answer.total, "item")}${top.length > 0 ? ` in ${counted(top.length, "domain")}` : ""}` : "000 items in 00 domains"}, with owner, freshness and contract beside each.
        </p>
        <Examples />
      </div>
      {problem && <ProblemBox problem={problem} retry={retry} />}
      {domains && <Domains field={domains.name} label={domains.label} values={top} busy={!answer} />}
      <div class="home-columns">
        <Products />
        <NeedsAttention answer={answer} />
        <ShortList title="Most used" sort="used" cards={answer?.hits} remark={(card) => usageWords(card.activity)} />
        <RecentlyUpdated />
      </div>
    </div>
  );
}

function Examples() {
  const schema = useSchema();
  const examples = schema.syntax?.slice(0, 4) ?? [];
  if (examples.length === 0) return null;
  return (
    <p class="examples">
      <span class="muted">You can search like this:</span>
      {examples.map(({ example, text }) => <Link to={typedPath(example, schema)} class="example" title={text}><code>{example}</code></Link>)}
    </p>
  );
}

function Domains({ field, label, values, busy }: { field: string; label: string; values: FacetValue[]; busy: boolean }) {
  const schema = useSchema();
  if (!busy && values.length === 0) return null;
  return (
    <section class="home-section" aria-labelledby="home-domains">
      <div class="section-head">
        <h2 id="home-domains">Domains</h2>
        <Link to="/domains">Browse all</Link>
      </div>
      <ul class="tiles" aria-label={label}>
        {busy
          ? Array.from({ length: 8 }, () => <li class="tile"><span class="skeleton" /></li>)
          : values.slice(0, domainsShown).map((value) => (
              <li>
                <Link to={filterPath(schema, field, value.value)} class="tile">
                  <span class="tile-name" dir="auto">{value.label ?? value.value}</span>
                  <span class="muted small">{counted(value.count, "item")}</span>
                </Link>
              </li>
            ))}
      </ul>
    </section>
  );
}

interface ShortListProps {
  title: string;
  sort: string;
  cards: Card[] | undefined;
  remark: (card: Card) => preact.ComponentChildren;
  state?: SearchState;
}

function ShortList({ title, sort, cards, remark, state = { ...emptySearch, sort } }: ShortListProps) {
  const schema = useSchema();
  const id = `home-${title.toLowerCase().replaceAll(" ", "-")}`;
  if (cards?.length === 0) return null;
  return (
    <section class="home-section" aria-labelledby={id}>
      <div class="section-head">
        <h2 id={id}>{title}</h2>
        <Link to={searchPath(state, schema)}>Show all<span class="off-screen"> in the order of {title.toLowerCase()}</span></Link>
      </div>
      <ul class="item-rows">
        {cards
          ? cards.map((card) => <ItemRow key={card.key} item={card}>{remark(card)}</ItemRow>)
          : Array.from({ length: shortList }, () => <li class="item-row" aria-hidden="true"><span class="skeleton" /></li>)}
      </ul>
    </section>
  );
}

function RecentlyUpdated() {
  const { answer } = useAnswer<SearchAnswer>(`/api/v1/search?sort=updated&size=${shortList}&facets=none`);
  return <ShortList title="Recently updated" sort="updated" cards={answer?.hits} remark={(card) => <FreshnessWords freshness={card.freshness} />} />;
}

// The items people are meant to begin with, most important first: the first type that the server lists for products.
function Products() {
  const schema = useSchema();
  const product = schema.types.find((type) => type.letter === "p");
  const { answer } = useAnswer<SearchAnswer>(product ? `/api/v1/search?type=${product.value}&size=${shortList}&facets=none` : null);
  if (!product) return null;
  const state = { ...emptySearch, filters: [{ field: "type", value: product.value, not: false }] };
  return (
    <ShortList
      title={product.plural}
      sort=""
      state={state}
      cards={answer?.hits}
      remark={(card) => <><Badges card={card} only={["certification", "contract"]} /> <span class="item-owner"><OwnerLinks owners={card.owner} /></span></>}
    />
  );
}

function NeedsAttention({ answer }: { answer: SearchAnswer | undefined }) {
  const rows = attentionRows(useSchema());
  if (rows.length === 0) return null;
  return (
    <section class="home-section" aria-labelledby="home-attention">
      <div class="section-head"><h2 id="home-attention">Needs attention</h2></div>
      <ul class="attention">
        {rows.map((row) => <AttentionRow key={row.field} row={row} counted={countIn(answer?.facets, row)} ask={answer !== undefined} />)}
      </ul>
    </section>
  );
}

function AttentionRow({ row, counted: known, ask }: { row: Attention; counted: number | undefined; ask: boolean }) {
  const schema = useSchema();
  const state = attentionSearch(row);
  const own = useAnswer<SearchAnswer>(ask && known === undefined ? `${searchRequest({ ...state, size: 20 }, schema, false)}` : null);
  const count = known ?? own.answer?.total;
  if (count === undefined) return own.problem ? null : <li><span class="skeleton" /></li>;
  if (count === 0) return <li class="attention-row attention-none"><Icon shape="check" /> {row.none}</li>;
  return (
    <li>
      <Link to={searchPath(state, schema)} class="attention-row">
        <Icon shape="warning" />
        <span><strong>{figure(count)}</strong> {count === 1 ? "item" : "items"} {row.words}</span>
      </Link>
    </li>
  );
}
