// What cards, rows and item screens say alike of an item: badges, owners, freshness, use.
import { labelOf, toneOf, useSchema } from "../api/schema";
import type { Activity, Card as CardData, Freshness, Owner, Schema } from "../api/types";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { now } from "./clock";
import { Badge, Time } from "./text";
import { counted, figure, span } from "./words";

const badgeMembers = ["certification", "lifecycle", "sensitivity", "criticality"] as const;

// "kept" from whatever form the contract member has.
export function contractState(contract: unknown): string {
  if (typeof contract === "string") return contract;
  const state = (contract as { state?: unknown } | null | undefined)?.state;
  return typeof state === "string" ? state : "";
}

// What is so unless something else is said needs no badge.
const usual = new Set(["lifecycle production", "contract none", "certification none"]);

// `only` limits the badges to some members, where there is room for few.
export function Badges({ card, only }: { card: CardData; only?: string[] }) {
  const schema = useSchema();
  const all: [string, string | undefined][] = badgeMembers.map((member) => [member, card[member]]);
  all.push(["contract", contractState(card.contract)]);
  const values = all.flatMap(([member, value]): [string, string][] =>
    value && !usual.has(`${member} ${value}`) && (only?.includes(member) ?? true) ? [[member, value]] : [],
  );
  if (values.length === 0 && !card.stub) return null;
  return (
    <span class="badges">
      {card.stub && <Badge tone="warn">Known by name only</Badge>}
      {values.map(([member, value]) => <Badge tone={toneOf(schema, member, value)}>{badgeWord(schema, member, value)}</Badge>)}
    </span>
  );
}

// A badge stands alone, so a word that needs its field says it: "Contract kept".
function badgeWord(schema: Schema, member: string, value: string): string {
  const label = labelOf(schema, member, value);
  const word = label.charAt(0).toUpperCase() + label.slice(1);
  if (member === "contract" && !/contract/i.test(word)) return `Contract ${word.toLowerCase()}`;
  if (member === "criticality" && !/critical|tier/i.test(word)) return `${word} criticality`;
  return word;
}

export function OwnerLinks({ owners }: { owners: Owner[] | undefined }) {
  if (!owners || owners.length === 0) return <span class="muted">Owner not given by the source</span>;
  return (
    <>
      {owners.slice(0, 2).map((owner, index) => (
        <>
          {index > 0 && ", "}
          {owner.key ? <Link to={itemPath(owner.key)}>{owner.name}</Link> : owner.name}
        </>
      ))}
      {owners.length > 2 && ` +${owners.length - 2}`}
    </>
  );
}

export function FreshnessWords({ freshness }: { freshness: Freshness | undefined }) {
  const schema = useSchema();
  if (!freshness || (!freshness.updated_at && freshness.state === "unknown")) return <span class="muted">Last update unknown</span>;
  const tone = toneOf(schema, "freshness", freshness.state);
  const word = labelOf(schema, "freshness", freshness.state);
  if (!freshness.updated_at) return <span class={`tone-${tone}`}>{word}</span>;
  const overdue = freshness.promised_within_s ? now() - Date.parse(freshness.updated_at) - freshness.promised_within_s * 1000 : 0;
  const by = overdue > 0 && tone !== "ok" ? ` by ${span(overdue)}` : "";
  return (
    <>
      Updated <Time at={freshness.updated_at} />
      {freshness.state !== "unknown" && <>, <span class={`tone-${tone}`}>{word.toLowerCase()}{by}</span></>}
    </>
  );
}

export function usageWords(activity: Activity | undefined): string {
  if (activity?.queries_30d === undefined) return "";
  const people = activity.users_30d === undefined ? "" : ` by ${counted(activity.users_30d, "person", "people")}`;
  return `${figure(activity.queries_30d)} ${activity.queries_30d === 1 ? "query" : "queries"}${people} in 30 days`;
}
