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
import { FreshnessStrip, Sparkline } from "./days";
import { editOf, saidOf } from "./said";
import { EditMark, SourceOf } from "./source_of";

export function Fact({ label, children, source }: { label: string; children: ComponentChildren; source?: ComponentChildren }) {
  return (
    <div class="fact-pair">
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
      {source && <dd class="fact-source">{source}</dd>}
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

// `plain`: without a part of the screen of its own, as the preview shows them.
export function Facts({ asset, children, plain = false }: { asset: Asset; children?: ComponentChildren; plain?: boolean }) {
  const schema = useSchema();
  const promised = asset.freshness?.promised_within_s;
  const usage = usageWords(asset.activity);
  const times = Object.entries(asset.times ?? {}).filter(([name]) => name !== "updated");
  const fields = schema.fields.filter((field) => !saidElsewhere.has(field.name) && field.kind !== "path");
  const days = asset.activity?.days ?? [];
  const source = (field: string, label: string) => !plain && saidOf(asset, field).length > 0 && <><EditMark asset={asset} field={field} /><SourceOf asset={asset} field={field} label={label} /></>;
  const list = (
    <dl>
      {!asset.key.startsWith("u") && (
        <Fact label="Owner" source={asset.owner?.length ? source("owner", "Owner") : null}>{asset.owner?.length ? asset.owner.map((owner) => <Person owner={owner} />) : <NotGiven />}</Fact>
      )}
      {!plain && editOf(saidOf(asset, "domain")) && <Fact label="Domain" source={source("domain", "Domain")}>{asset.path?.map((part) => part.name).join(" › ")}</Fact>}
      {holdsData(asset) && (
        <Fact label="Freshness" source={asset.freshness?.updated_at ? source("updated", "Freshness") : null}>
          <FreshnessWords freshness={asset.freshness} />
          {promised !== undefined && <span class="promise muted">Promised within {duration(promised)}</span>}
          <FreshnessStrip days={days} />
        </Fact>
      )}
      {holdsData(asset) && <Fact label="Use">{usage || <NotGiven />}<Sparkline days={days} /></Fact>}
      {fields.map((field) => {
        const values = valuesOf(asset, field);
        if (values.length === 0) return null;
        return (
          <Fact label={field.label} source={source(field.name, field.label)}>
            {values.map((value, index) => (
              <>{index > 0 && ", "}<Link to={filterPath(schema, field.name, value)}>{labelOf(schema, field.name, value)}</Link></>
            ))}
            {field.name === "sensitivity" && asset.sensitivity_from && <span class="promise muted">From what it holds: {asset.sensitivity_source?.key ? <Link to={itemPath(asset.sensitivity_source.key)}>{asset.sensitivity_source.name ?? asset.sensitivity_source.key}</Link> : asset.sensitivity_from}</span>}
          </Fact>
        );
      })}
      {times.map(([name, at]) => <Fact label={timeWords[name] ?? name} source={source(name, timeWords[name] ?? name)}><Time at={at} /></Fact>)}
      {asset.links?.reports ? <Fact label="Reports on it">{figure(asset.links.reports)}</Fact> : null}
      {children}
    </dl>
  );
  if (plain) return <div class="item-facts">{list}</div>;
  return (
    <aside class="item-facts" aria-labelledby="facts-title">
      <h2 id="facts-title" class="off-screen">Facts</h2>
      {list}
    </aside>
  );
}
