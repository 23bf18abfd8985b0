// The description in full, then terms, other names, checks and whatever else the sources gave.
import type { Asset } from "../api/types";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { Markdown } from "../shared/markdown_view";
import { figure } from "../shared/words";
import { summaryOf } from "./asset";
import { Fact } from "./facts";

export function About({ asset }: { asset: Asset }) {
  const otherNames = [...(asset.synonyms ?? []), ...(asset.aliases ?? [])];
  const more = [asset.terms, otherNames, Object.keys(asset.extra ?? {})].some((list) => list && list.length > 0);
  const nothing = !more && !asset.quality && (asset.description ?? "").trim() === summaryOf(asset);
  return (
    <div class="about">
      {asset.description && asset.description.trim() !== summaryOf(asset) && (
        <>
          <h2>Description</h2>
          <Markdown text={asset.description} />
        </>
      )}
      {nothing && <p class="muted">The sources say nothing more.</p>}
      {asset.terms && asset.terms.length > 0 && (
        <>
          <h2>Terms</h2>
          <ul class="plain-list">
            {asset.terms.map((term) =>
              typeof term === "string" ? <li>{term}</li> : <li>{term.key ? <Link to={itemPath(term.key)}>{term.name}</Link> : term.name}</li>,
            )}
          </ul>
        </>
      )}
      {otherNames.length > 0 && (
        <>
          <h2>Other names</h2>
          <ul class="plain-list">{otherNames.map((name) => <li dir="auto"><code>{name}</code></li>)}</ul>
        </>
      )}
      {asset.quality && (
        <>
          <h2>Quality checks</h2>
          <p>{figure(asset.quality.passed)} passed, {figure(asset.quality.failed)} failed in the last run.</p>
        </>
      )}
      <Raw title="Other fields" values={asset.extra} />
    </div>
  );
}

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
export const readable = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

// Name and value pairs as they came.
export function Raw({ title, values, verbatim = false }: { title: string; values: Record<string, unknown> | undefined; verbatim?: boolean }) {
  const pairs = Object.entries(values ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== "");
  if (pairs.length === 0) return null;
  return (
    <>
      {title && <h2>{title}</h2>}
      <dl class="raw">
        {pairs.map(([name, value]) => <Fact label={verbatim ? name : readable(name)}>{shown(value)}</Fact>)}
      </dl>
    </>
  );
}
