// One version of a contract: whether it is kept, what it promises row by row, and its text as received.
import { withBase } from "../api/base";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { CopyButton } from "../shared/copy";
import { Icon } from "../shared/icon";
import { Badge } from "../shared/text";
import { counted, figure } from "../shared/words";
import { Raw } from "./about";
import type { ContractObject, ContractPromise, ContractText, RowState } from "./contract_types";

const stateWords: Record<RowState, [word: string, tone: "ok" | "bad" | "neutral"]> = { kept: ["Kept", "ok"], broken: ["Broken", "bad"], unchecked: ["Not checked", "neutral"] };

function State({ state }: { state: RowState }) {
  const [word, tone] = stateWords[state];
  return <Badge tone={tone}>{word}</Badge>;
}

export function Banner({ contract }: { contract: ContractText }) {
  const { total, failed, unchecked } = contract.checks;
  if (failed > 0) return <p class="notice notice-bad"><Icon shape="warning" /> Broken: {figure(failed)} of {counted(total, "check fails", "checks fail")}</p>;
  if (total === unchecked) return <p class="notice"><Icon shape="clock" /> Not checked</p>;
  return <p class="notice notice-ok"><Icon shape="check" /> Kept{unchecked > 0 ? `; ${counted(unchecked, "check", "checks")} could not be made` : ""}</p>;
}

export function ContractRows({ contract }: { contract: ContractText }) {
  const { format, version, status, file, owners } = contract;
  return (
    <div class="contract">
      <Raw title="" values={{ format, version, status, file, owners: owners?.join(", ") }} />
      {contract.objects.map((object) => <Schema key={object.name} object={object} />)}
      {contract.promises.length > 0 && <Promises promises={contract.promises} />}
      <Raw title="Other fields" verbatim values={contract.other} />
    </div>
  );
}

function Schema({ object }: { object: ContractObject }) {
  const left = (object.columns_total ?? object.columns.length) - object.columns.length;
  return (
    <section>
      <h2 dir="auto">
        Schema of {object.target ? <Link to={itemPath(object.target.key)}>{object.name}</Link> : object.name}
        {!object.target && <span class="muted small"> found in no source</span>}
      </h2>
      {object.findings?.map((finding) => <p class="small tone-bad" dir="auto">{finding.text}</p>)}
      {object.columns.length > 0 && (
        <div class="table-scroll" role="region" aria-label={`Columns of ${object.name}`} tabIndex={0}>
          <table class="plain-table">
            <caption class="off-screen">Columns that the contract promises of {object.name}</caption>
            <thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Check</th><th scope="col">What was found</th></tr></thead>
            <tbody>
              {object.columns.map((column) => (
                <tr data-state={column.state}>
                  <th scope="row" dir="auto"><code>{column.path}</code>{column.required && <span class="muted small"> required</span>}{column.key_role && <span class="muted small"> {column.key_role} key</span>}</th>
                  <td>{column.type}</td>
                  <td><State state={column.state} /></td>
                  <td dir="auto">{column.findings?.map((finding) => finding.text).join("; ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {left > 0 && <p class="muted small">{counted(left, "more column")} in the text.</p>}
    </section>
  );
}

function Promises({ promises }: { promises: ContractPromise[] }) {
  return (
    <section>
      <h2>Promises</h2>
      <div class="table-scroll" role="region" aria-label="Promises" tabIndex={0}>
        <table class="plain-table">
          <caption class="off-screen">What is promised and what was found</caption>
          <thead><tr><th scope="col">Promise</th><th scope="col">Check</th><th scope="col">Expected</th><th scope="col">Found</th></tr></thead>
          <tbody>
            {promises.map((promise) => (
              <tr data-state={promise.state}>
                <th scope="row" dir="auto">{promise.text}<span class="muted small"> {promise.kind}</span></th>
                <td><State state={promise.state} /></td>
                <td dir="auto">{promise.expected}</td>
                <td dir="auto">{promise.found ?? promise.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

// The contract's own text, with a number before each line that an address can point at (#L12).
export function Original({ contract }: { contract: ContractText }) {
  const { key, original, version, current } = contract;
  if (!original) return <p class="muted">The source gave no text.</p>;
  const file = `/api/v1/assets/${encodeURIComponent(key)}/contract?format=raw${current ? "" : `&version=${encodeURIComponent(version)}`}`;
  return (
    <>
      <div class="buttons">
        <CopyButton text={original} label="Copy the text" done="Text copied" />
        <a class="button" href={withBase(file)}>Download</a>
      </div>
      <div class="original" role="region" aria-label="Contract as received" tabIndex={0}>
        <ol>{original.split("\n").map((line, index) => <li id={`L${index + 1}`}><code dir="auto">{line}</code></li>)}</ol>
      </div>
      {contract.original_cut && <p class="muted small">The text is longer; the file to download has all of it.</p>}
    </>
  );
}
