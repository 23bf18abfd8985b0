// Where the facts come from: the sources, which of them said what, and where they disagree.
import type { Asset, Conflict, Source } from "../api/types";
import { useOpen } from "../router/location";
import { CopyButton } from "../shared/copy";
import { Icon } from "../shared/icon";
import type { Tab } from "../shared/tabs";
import { Time } from "../shared/text";
import { counted } from "../shared/words";
import { listed } from "./values";

const words = (name: string): string => name.replaceAll("_", " ");

function SourceTable({ sources }: { sources: Source[] }) {
  return (
    <div class="table-scroll" role="region" aria-label="Sources" tabIndex={0}>
      <table class="plain-table">
        <caption class="off-screen">Sources of this item</caption>
        <thead><tr><th scope="col">Source</th><th scope="col">Format</th><th scope="col">Place</th><th scope="col">Read</th></tr></thead>
        <tbody>
          {sources.map((source) => (
            <tr>
              <th scope="row">{source.name}</th>
              <td>{source.format ?? "–"}</td>
              <td dir="auto"><code>{source.place ?? "–"}</code></td>
              <td>{source.read_at ? <Time at={source.read_at} /> : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Disagreement({ conflict }: { conflict: Conflict }) {
  const used = conflict.used === undefined ? undefined : listed(conflict.used);
  return (
    <div class="conflict">
      <h3>{words(conflict.field)}</h3>
      <ul>
        {conflict.values.map((said) => (
          <li dir="auto">
            <strong>{said.source}</strong> says “{listed(said.value)}”
            {said.at && <span class="muted small"> <Time at={said.at} /></span>}
            {(used === listed(said.value) || used === said.source) && <span class="badge badge-ok">Shown</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sources({ asset }: { asset: Asset }) {
  const [open, setOpen] = useOpen("provenance");
  const said = Object.entries(asset.provenance ?? {});
  const conflicts = asset.conflicts ?? [];
  return (
    <div class="sources">
      <h2>Read from</h2>
      <SourceTable sources={asset.sources ?? []} />
      {conflicts.length > 0 && (
        <>
          <h2>{counted(conflicts.length, "field")} where sources disagree</h2>
          {conflicts.map((conflict) => <Disagreement conflict={conflict} />)}
        </>
      )}
      {said.length > 0 && (
        <>
          <button type="button" class="disclosure" aria-expanded={open} aria-controls="provenance" onClick={() => setOpen(!open)}>
            <Icon shape="chevron" /> Which source said what
          </button>
          <dl id="provenance" class="raw" hidden={!open}>
            {said.map(([field, source]) => (
              <div class="fact-pair"><dt>{words(field)}</dt><dd>{listed(source)}</dd></div>
            ))}
          </dl>
        </>
      )}
      <AsJson asset={asset} />
    </div>
  );
}

// All that is known, as the API gives it.
function AsJson({ asset }: { asset: Asset }) {
  const [open, setOpen] = useOpen("json");
  const text = open ? JSON.stringify(asset, null, 2) : "";
  return (
    <>
      <p>
        <button type="button" class="disclosure" aria-expanded={open} aria-controls="as-json" onClick={() => setOpen(!open)}>
          <Icon shape="chevron" /> Everything as JSON
        </button>
      </p>
      <div id="as-json" hidden={!open}>
        <CopyButton text={() => text} label="Copy the JSON" done="JSON copied" />
        <div class="original" role="region" aria-label="Everything as JSON" tabIndex={0}><pre>{text}</pre></div>
      </div>
    </>
  );
}

export function sourcesTab(asset: Asset): Tab[] {
  if (!asset.sources?.length) return [];
  return [{ id: "sources", label: "Sources", count: asset.sources.length, panel: () => <Sources asset={asset} /> }];
}
