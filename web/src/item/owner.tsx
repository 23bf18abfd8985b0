// A person or team: how to reach them and what they own.
import { fieldNamed, labelOf, toneOf, typeWord, useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { emptySearch, searchPath, searchRequest, type SearchState, withFilter } from "../search/state";
import { figure } from "../shared/words";
import { readable } from "./about";
import { Fact, Facts } from "./facts";
import { Members } from "./members";
import type { BodyProps } from "./screen";

const mostFacts = 8;

export function OwnerBody({ asset }: BodyProps) {
  const mail = asset.owner?.find((owner) => owner.key === asset.key)?.mail;
  const state = { ...emptySearch, filters: [{ field: "owner", value: asset.name, not: false }] };
  return (
    <div class="item-layout">
      <Facts asset={asset}>
        {mail && <Fact label="Mail"><a href={`mailto:${mail}`}>{mail}</a></Fact>}
        {Object.entries(asset.extra ?? {}).slice(0, mostFacts).map(([name, value]) => <Fact label={readable(name)}>{String(value)}</Fact>)}
      </Facts>
      <div class="item-main">
        {asset.description && <p class="summary" dir="auto">{asset.description}</p>}
        <section aria-labelledby="owned">
          <h2 id="owned">Owns</h2>
          <OwnedCounts state={state} />
          <Members name="owned" filterLabel="Filter what they own" none="Nothing is owned by them." state={state} />
        </section>
      </div>
    </div>
  );
}

// What needs a look first, then how many of each type; each leads to its search.
function OwnedCounts({ state }: { state: SearchState }) {
  const schema = useSchema();
  const fields = ["freshness", "type"].filter((name) => fieldNamed(schema, name));
  const { answer } = useAnswer<SearchAnswer>(fields.length > 0 ? `${searchRequest({ ...state, size: 1 }, schema, false).replace("facets=none", `facets=${fields.join(",")}`)}&facet_size=100` : null);
  const needing = (answer?.facets?.["freshness"]?.values ?? []).filter(({ value }) => ["warn", "bad"].includes(toneOf(schema, "freshness", value)));
  const types = answer?.facets?.["type"]?.values ?? [];
  const to = (field: string, value: string) => searchPath(withFilter(state, { field, value, not: false }), schema);
  if (types.length === 0) return null;
  return (
    <p class="owned-counts">
      {needing.map(({ value, count }) => <Link to={to("freshness", value)} class="tag tone-warn">{figure(count)} {labelOf(schema, "freshness", value).toLowerCase()}</Link>)}
      {types.map(({ value, count }) => <Link to={to("type", value)} class="tag">{figure(count)} {typeWord(schema, value, count).toLowerCase()}</Link>)}
    </p>
  );
}
