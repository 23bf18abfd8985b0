// One result.
import { labelOf, letterOf, typeWord, useSchema } from "../api/schema";
import type { Card as CardData, Named, SearchAnswer, Segment } from "../api/types";
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { useOpen } from "../router/location";
import { itemPath } from "../router/paths";
import { CopyButton } from "../shared/copy";
import { Icon, typeShape } from "../shared/icon";
import { Badges, FreshnessWords, OwnerLinks, usageWords } from "../shared/item_parts";
import { LongName, Segments } from "../shared/text";
import { counted, figure } from "../shared/words";
import { reasonsOf } from "./reasons";
import { below, filterPath, searchPath, searchRequest, type SearchState } from "./state";
import type { PreviewSwitch } from "./use_preview";
import { WhyHere } from "./why_here";

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

const insideShown = 5;

// What of a data product matches, looked up when the disclosure is opened.
function Inside({ card, text }: { card: CardData; text: string }) {
  const schema = useSchema();
  const [open, setOpen] = useOpen(`inside-${card.key}`);
  const state = { ...below(card.key), text };
  const { answer, problem } = useAnswer<SearchAnswer>(open ? `${searchRequest(state, schema, false)}` : null);
  const id = `inside-${card.key}`;
  return (
    <div class="inside">
      <button type="button" class="text-button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon shape="chevron" /> {text ? "Matching assets" : "Assets"}{answer ? ` (${figure(answer.total)})` : ""}
        <span class="off-screen"> of {card.title || card.name}</span>
      </button>
      <div id={id} hidden={!open}>
        {problem && <p class="muted small">The assets could not be read.</p>}
        {answer?.total === 0 && <p class="muted small">{text ? "No asset of this product matches by itself." : "No asset of this product is known."}</p>}
        {answer && answer.total > 0 && (
          <ul class="inside-list">
            {answer.hits.slice(0, insideShown).map((hit) => (
              <li><Link to={itemPath(hit.key)} dir="auto">{hit.title || hit.name}</Link> <span class="muted small">{typeWord(schema, hit.type)}</span></li>
            ))}
            {answer.total > insideShown && <li><Link to={searchPath(state, schema)}>All {figure(answer.total)}</Link></li>}
          </ul>
        )}
      </div>
    </div>
  );
}

interface CardProps {
  card: CardData;
  text: string; // The words searched for.
  state: SearchState;
  compact: boolean;
  telling?: Set<string> | undefined;
  preview: PreviewSwitch;
}

export function Card({ card, text, state, compact, telling, preview }: CardProps) {
  const schema = useSchema();
  const name = card.title || card.name;
  const nameSegments: Segment[] = card.highlight?.[card.title ? "title" : "name"] ?? [{ t: name }];
  const qualified = card.qualified_name ?? (card.title && card.title !== card.name ? card.name : "");
  const description = card.highlight?.["description"];
  const usage = usageWords(card.activity);
  return (
    <article class={`card${compact ? " card-compact" : ""}${preview.shown === card.key ? " card-shown" : ""}`} id={`card-${card.key}`} aria-labelledby={`name-${card.key}`}>
      <p class="card-place">
        <span class="type"><Icon shape={typeShape(letterOf(schema, card.type))} />{typeWord(schema, card.type)}</span>
        {card.path && card.path.length > 0 && <Path path={card.path} telling={telling} />}
        {preview.possible && (
          <button type="button" class="text-button preview-button" aria-expanded={preview.shown === card.key} onClick={() => preview.toggle(card.key)}>
            Preview<span class="off-screen"> of {name}</span>
          </button>
        )}
      </p>
      <div class="card-title">
        <h2 id={`name-${card.key}`}><Link to={itemPath(card.key)} class="card-link" dir="auto"><Segments segments={nameSegments} /></Link></h2>
        <Badges card={card} />
      </div>
      {card.parent && <p class="qualified">in <Link to={itemPath(card.parent.key)} dir="auto">{card.parent.name}</Link>{card.data_type && <code class="muted"> {card.data_type}</code>}</p>}
      {qualified && qualified !== name && !compact && (
        <p class="qualified"><LongName text={qualified} /><CopyButton iconOnly text={qualified} label={`Copy the name ${qualified}`} done="Name copied" /></p>
      )}
      <p class="card-description" dir="auto">
        {description ? <Segments segments={description} /> : card.description ? card.description : <span class="muted">No description</span>}
      </p>
      <Why card={card} />
      {text && !state.sort && !compact && <WhyHere cardKey={card.key} name={name} state={state} />}
      <p class="facts">
        {!card.parent && <span class="fact"><OwnerLinks owners={card.owner} /></span>}
        {!card.parent && <span class="fact"><FreshnessWords freshness={card.freshness} /></span>}
        {usage && <span class="fact">{usage}</span>}
        {card.platform && <span class="fact"><Link to={filterPath(schema, "platform", card.platform)} class="quiet">{labelOf(schema, "platform", card.platform)}</Link></span>}
        {card.tags && card.tags.length > 0 && <Tags tags={card.tags} />}
      </p>
      {card.key.startsWith("p") && <Inside card={card} text={text} />}
    </article>
  );
}
