// "Source": who says a fact, opened beside it; and the mark of what a person edited.
import type { Asset } from "../api/types";
import { Time } from "../shared/text";
import { editOf, saidOf, type Said } from "./said";

export function EditMark({ asset, field }: { asset: Asset; field: string }) {
  const edit = editOf(saidOf(asset, field));
  if (!edit) return null;
  const { place = edit.source, read_at: at } = edit.files[0] ?? {};
  return <span class="edit-mark">Edited in {place}{at ? <>, <Time at={at} /></> : null}</span>;
}

export function SourceOf({ asset, field, label }: { asset: Asset; field: string; label: string }) {
  const said = saidOf(asset, field);
  if (said.length === 0) return null;
  return (
    <details class="source-of">
      <summary>Source<span class="off-screen"> of {label}</span></summary>
      <ul>{said.map((one) => <Line said={one} only={said.length === 1} />)}</ul>
    </details>
  );
}

function Line({ said, only }: { said: Said; only: boolean }) {
  return (
    <li dir="auto">
      <strong>{said.source}</strong>
      {said.edited && <span class="muted"> edited by hand</span>}
      {said.value && <> says “{said.value}”</>}
      {!only && said.used && <span class="badge badge-ok">Shown</span>}
      {said.files.map((file) => (
        <span class="source-file muted">
          {file.place && <code>{file.place}</code>} {file.read_at && <>read <Time at={file.read_at} /></>}
        </span>
      ))}
    </li>
  );
}
