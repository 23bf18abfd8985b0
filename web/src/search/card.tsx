// One result.
import { labelOf, letterOf, toneOf, typeWord, useSchema } from "../api/schema";
import type { Activity, Card as CardData, Freshness, Named, Owner, Schema, Segment } from "../api/types";
import { Link } from "../router/link";
import { useOpen } from "../router/location";
import { itemPath } from "../router/paths";
import { CopyButton } from "../shared/copy";
import { Icon, typeShape } from "../shared/icon";
import { Badge, LongName, Segments, Time } from "../shared/text";
import { counted, figure } from "../shared/words";
import { reasonsOf } from "./reasons";
import { filterPath } from "./state";

const tagsShown = 3;
const reasonsShown = 3;

export function Path({ path, telling }: { path: Named[]; telling?: Set<string> | undefined }) {
  return (
    <span class="path">
      {path.map((part, index) => (
        <>
          {index > 0 && <span class="path-mark" aria-hidden="true">›</span>}
          {part.key ? <Link to={itemPath(part.key)}>{telling?.has(part.name) ? <strong>{part.name}</strong> : part.name}</Link> : <span>{part.name}</span>}
        </>
      ))}
    </span>
  );
}

const badgeMembers = ["certification", "lifecycle", "sensitivity", "criticality"] as const;

// "kept" from whatever form the contract member has.
export function contractState(contract: unknown): string {
  if (typeof contract === "string") return contract;
  const state = (contract as { state?: unknown } | null | undefined)?.state;
  return typeof state === "string" ? state : "";
}

export function Badges({ card }: { card: CardData }) {
  const schema = useSchema();
  const values: [string, string][] = badgeMembers.flatMap((member) => (card[member] ? [[member, card[member]]] : []));
  const state = contractState(card.contract);
  if (state && state !== "none") values.push(["contract", state]);
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
  return (
    <>
      Updated <Time at={freshness.updated_at} />
      {freshness.state !== "unknown" && <>, <span class={`tone-${tone}`}>{word.toLowerCase()}</span></>}
    </>
  );
}

export function usageWords(activity: Activity | undefined): string {
  if (activity?.queries_30d === undefined) return "";
  const people = activity.users_30d === undefined ? "" : ` by ${counted(activity.users_30d, "person", "people")}`;
  return `${figure(activity.queries_30d)} ${activity.queries_30d === 1 ? "query" : "queries"}${people} in 30 days`;
}

function Why({ card }: { card: CardData }) {
  const { reasons, more } = reasonsOf(card);
  const [open, setOpen] = useOpen(`why-${card.key}`);
  if (reasons.length === 0) return null;
  const shown = open ? reasons : reasons.slice(0, reasonsShown);
  const hidden = reasons.length - reasonsShown;
  return (
    <p class="why">
      Matched in{" "}
      {shown.map((reason, index) => (
        <>
          {index > 0 && ", "}
          {reason.place}
          {reason.term.length > 0 && <> <code dir="auto"><Segments segments={reason.term} /></code></>}
        </>
      ))}
      {hidden > 0 && (
        <> <button type="button" class="text-button" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? "fewer" : `+${hidden} more`}</button></>
      )}
      {(open || hidden <= 0) && more > 0 && ` and ${counted(more, "more column")}`}
    </p>
  );
}

function Tags({ tags }: { tags: string[] }) {
  const schema = useSchema();
  return (
    <span class="fact tags">
      {tags.slice(0, tagsShown).map((tag) => <Link to={filterPath(schema, "tag", tag)} class="tag">{tag}</Link>)}
      {tags.length > tagsShown && <span class="muted" title={tags.slice(tagsShown).join(", ")}>+{tags.length - tagsShown}</span>}
    </span>
  );
}

interface CardProps {
  card: CardData;
  compact: boolean;
  telling?: Set<string> | undefined;
  level?: "h2" | "h3";
}

export function Card({ card, compact, telling, level: Heading = "h2" }: CardProps) {
  const schema = useSchema();
  const name = card.title || card.name;
  const nameSegments: Segment[] = card.highlight?.[card.title ? "title" : "name"] ?? [{ t: name }];
  const qualified = card.qualified_name ?? (card.title && card.title !== card.name ? card.name : "");
  const description = card.highlight?.["description"];
  const usage = usageWords(card.activity);
  return (
    <article class={compact ? "card card-compact" : "card"} id={`card-${card.key}`} aria-labelledby={`name-${card.key}`}>
      <p class="card-place">
        <span class="type"><Icon shape={typeShape(letterOf(schema, card.type))} />{typeWord(schema, card.type)}</span>
        {card.path && card.path.length > 0 && <Path path={card.path} telling={telling} />}
      </p>
      <div class="card-title">
        <Heading id={`name-${card.key}`}><Link to={itemPath(card.key)} class="card-link" dir="auto"><Segments segments={nameSegments} /></Link></Heading>
        <Badges card={card} />
      </div>
      {qualified && qualified !== name && !compact && (
        <p class="qualified"><LongName text={qualified} /><CopyButton iconOnly text={qualified} label={`Copy the name ${qualified}`} done="Name copied" /></p>
      )}
      <p class="card-description" dir="auto">
        {description ? <Segments segments={description} /> : card.description ? card.description : <span class="muted">No description</span>}
      </p>
      <Why card={card} />
      <p class="facts">
        <span class="fact"><OwnerLinks owners={card.owner} /></span>
        <span class="fact"><FreshnessWords freshness={card.freshness} /></span>
        {usage && <span class="fact">{usage}</span>}
        {card.platform && <span class="fact"><Link to={filterPath(schema, "platform", card.platform)} class="quiet">{labelOf(schema, "platform", card.platform)}</Link></span>}
        {card.tags && card.tags.length > 0 && <Tags tags={card.tags} />}
      </p>
    </article>
  );
}
