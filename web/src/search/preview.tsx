// A result in short, beside the others.
import { useEffect, useRef } from "preact/hooks";
import { letterOf, typeWord, useSchema } from "../api/schema";
import type { Asset } from "../api/types";
import { useAnswer } from "../api/use";
import { announce } from "../frame/announce";
import { summaryOf } from "../item/asset";
import { Facts } from "../item/facts";
import { lineageOf } from "../item/head";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { Icon, typeShape } from "../shared/icon";
import { Badges } from "../shared/item_parts";
import { ProblemBox } from "../shared/states";
import { counted } from "../shared/words";

const columnsShown = 8;

export function Preview({ itemKey, close }: { itemKey: string; close: () => void }) {
  const { answer, problem, retry, busy } = useAnswer<Asset>(`/api/v1/assets/${encodeURIComponent(itemKey)}`);
  const heading = useRef<HTMLHeadingElement>(null);
  const asset = busy ? undefined : answer;
  // Opened from a result it takes the focus; an address that names a preview leaves it where it is.
  useEffect(() => {
    if (document.activeElement?.closest("article.card")) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (asset) announce(`Preview of ${asset.title || asset.name}`);
  }, [asset?.key]);
  return (
    <aside class="preview" aria-labelledby="preview-title" aria-busy={!asset && !problem}>
      <div class="preview-head">
        <h2 id="preview-title" ref={heading} tabIndex={-1}>Preview</h2>
        <button type="button" class="icon-button" aria-label="Close the preview" title="Close the preview" onClick={close}><Icon shape="close" /></button>
      </div>
      {problem && <ProblemBox problem={problem} retry={retry} />}
      {asset && <Parts asset={asset} />}
    </aside>
  );
}

function Parts({ asset }: { asset: Asset }) {
  const schema = useSchema();
  const summary = summaryOf(asset);
  const lineage = lineageOf(asset);
  const columns = asset.columns ?? [];
  const left = (asset.columns_total ?? columns.length) - Math.min(columns.length, columnsShown);
  return (
    <>
      <p class="type"><Icon shape={typeShape(letterOf(schema, asset.type))} />{typeWord(schema, asset.type)}</p>
      <h3 dir="auto">{asset.title || asset.name}</h3>
      <Badges card={asset} />
      <p class={summary ? "small" : "small muted"} dir="auto">{summary || "No description"}</p>
      <p class="buttons">
        <Link to={itemPath(asset.key)} class="button button-main">Open</Link>
        {lineage && <Link to={lineage} class="button"><Icon shape="flow" /> Lineage</Link>}
      </p>
      <Facts asset={asset} plain />
      {columns.length > 0 && (
        <>
          <h3>{counted(asset.columns_total ?? columns.length, "column")}</h3>
          <ul class="preview-columns small">
            {columns.slice(0, columnsShown).map((column) => <li dir="auto"><code>{column.path || column.name}</code> <code class="muted">{column.type}</code></li>)}
          </ul>
          {left > 0 && <p class="small"><Link to={`${itemPath(asset.key)}?tab=columns`}>{counted(left, "more column")}</Link></p>}
        </>
      )}
    </>
  );
}
