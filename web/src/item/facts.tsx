// What is known about an item, beside its tabs: people, times, use, then every filterable field it has a value for.
import type { ComponentChildren } from "preact";
import { labelOf, useSchema } from "../api/schema";
import type { Asset, Field, Named, Owner } from "../api/types";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { filterPath } from "../search/state";
import { FreshnessWords, usageWords } from "../shared/item_parts";
import { NotGiven, Time } from "../shared/text";
import { duration, figure } from "../shared/words";

export function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="fact-pair">
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function Person({ owner }: { owner: Owner }) {
  return (
    <span class="person">
      {owner.key ? <Link to={itemPath(owner.key)}>{owner.name}</Link> : owner.name}
      {owner.kind && <span class="muted"> {owner.kind.replaceAll("_", " ")}</span>}
      {owner.inherited && <span class="muted"> (inherited)</span>}
      {owner.mail && <a class="small" href={`mailto:${owner.mail}`}>{owner.mail}</a>}
    </span>
  );
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((entry) => {
    if (typeof entry === "string") return [entry];
    const name = (entry as Named | null | undefined)?.name;
    return typeof name === "string" ? [name] : [];
  });

// The values an item has for a field: the member of the field's name, in the singular or the plural.
function valuesOf(asset: Asset, field: Field): string[] {
  const members = asset as unknown as Record<string, unknown>;
  const value = members[field.name] ?? members[`${field.name}s`];
  return value === undefined ? [] : listOf(value);
}

// Said elsewhere on the screen: in the head, the breadcrumb or the facts above.
const saidElsewhere = new Set(["type", "owner", "freshness", "activity", "updated", "contract", "source", "has", "missing", "within"]);

// Domains, people, terms and contracts have no data of their own to be fresh or used.
const holdsData = (asset: Asset): boolean => !"dugx".includes(asset.key.charAt(0));

const timeWords: Record<string, string> = { created: "Created", changed: "Record changed", accessed: "Last used" };

export function Facts({ asset, children }: { asset: Asset; children?: ComponentChildren }) {
  const schema = useSchema();
  const promised = asset.freshness?.promised_within_s;
  const usage = usageWords(asset.activity);
  const times = Object.entries(asset.times ?? {}).filter(([name]) => name !== "updated");
  const fields = schema.fields.filter((field) => !saidElsewhere.has(field.name) && field.kind !== "path");
  return (
    <aside class="item-facts" aria-labelledby="facts-title">
      <h2 id="facts-title" class="off-screen">Facts</h2>
      <dl>
        {!asset.key.startsWith("u") && (
          <Fact label="Owner">{asset.owner?.length ? asset.owner.map((owner) => <Person owner={owner} />) : <NotGiven />}</Fact>
        )}
        {holdsData(asset) && (
          <Fact label="Freshness">
            <FreshnessWords freshness={asset.freshness} />
            {promised !== undefined && <span class="promise muted">Promised within {duration(promised)}</span>}
          </Fact>
        )}
        {holdsData(asset) && <Fact label="Use">{usage || <NotGiven />}</Fact>}
        {fields.map((field) => {
          const values = valuesOf(asset, field);
          if (values.length === 0) return null;
          return (
            <Fact label={field.label}>
              {values.map((value, index) => (
                <>{index > 0 && ", "}<Link to={filterPath(schema, field.name, value)}>{labelOf(schema, field.name, value)}</Link></>
              ))}
            </Fact>
          );
        })}
        {times.map(([name, at]) => <Fact label={timeWords[name] ?? name}><Time at={at} /></Fact>)}
        {asset.links?.reports ? <Fact label="Reports on it">{figure(asset.links.reports)}</Fact> : null}
        {children}
      </dl>
    </aside>
  );
}
