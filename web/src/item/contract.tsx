// What is known of a contract: its state in one sentence, what is broken, its promises, and the file as received.
import type { Asset, Contract, Terms } from "../api/types";
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { CopyButton } from "../shared/copy";
import { Icon } from "../shared/icon";
import { contractState } from "../shared/item_parts";
import { ProblemBox } from "../shared/states";
import type { Tab } from "../shared/tabs";
import { counted } from "../shared/words";
import { About, Raw } from "./about";
import { TabbedBody } from "./asset";
import { activityTab } from "./history";
import { lineageTab } from "./lineage";
import type { BodyProps } from "./screen";
import { sourcesTab } from "./sources";

const contractOf = (asset: Asset): Contract => (typeof asset.contract === "object" ? asset.contract : { state: contractState(asset.contract) });

function Banner({ state, findings }: { state: string; findings: string[] }) {
  if (state === "kept") return <p class="notice notice-ok"><Icon shape="check" /> Kept</p>;
  if (state !== "broken") return <p class="notice"><Icon shape="clock" /> Not checked</p>;
  return (
    <>
      <p class="notice notice-bad"><Icon shape="warning" /> Broken{findings.length > 0 ? `: ${counted(findings.length, "promise")} not kept` : ""}</p>
      {findings.length > 0 && <ul class="promises">{findings.map((finding) => <li dir="auto">{finding}</li>)}</ul>}
    </>
  );
}

function Promises({ terms }: { terms: Terms }) {
  const facts = { format: terms.format, version: terms.version, status: terms.status };
  return (
    <>
      <Raw title="" values={facts} />
      {terms.promises && terms.promises.length > 0 && (
        <Raw title="Promises" values={Object.fromEntries(terms.promises.map((promise, index) => [promise.kind ?? `Promise ${index + 1}`, promise.text ?? ""]))} />
      )}
    </>
  );
}

// The state of an item's contracts, and of each what it promises.
function ContractSummary({ asset }: { asset: Asset }) {
  const contract = contractOf(asset);
  return (
    <div class="contract">
      <Banner state={contract.state ?? ""} findings={contract.findings ?? []} />
      {contract.contracts ? (
        contract.contracts.map((one) => (
          <section>
            <h2>{one.key ? <Link to={itemPath(one.key)}>{one.name}</Link> : one.name}</h2>
            <Promises terms={one} />
          </section>
        ))
      ) : (
        <Promises terms={contract} />
      )}
      {contract.objects && contract.objects.length > 0 && (
        <>
          <h2>What it is about</h2>
          <ul class="plain-list">
            {contract.objects.map((object) => (
              <li dir="auto">
                {object.key ? <Link to={itemPath(object.key)}>{object.name}</Link> : object.name}
                {object.columns ? <span class="muted small"> {counted(object.columns, "column")}</span> : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const hasContract = (asset: Asset): boolean => {
  const { state, contracts } = contractOf(asset);
  return Boolean(contracts?.length) || Boolean(state && state !== "none");
};

export function contractTab(asset: Asset): Tab[] {
  return hasContract(asset) ? [{ id: "contract", label: "Contract", panel: () => <ContractSummary asset={asset} /> }] : [];
}

// The contract's own text, with a number before each line that an address can point at (#L12).
function Original({ asset }: { asset: Asset }) {
  const { answer, problem, busy, retry } = useAnswer<Asset>(`/api/v1/assets/${encodeURIComponent(asset.key)}?include=contract`);
  if (problem) return <ProblemBox problem={problem} retry={retry} />;
  const contract = answer && contractOf(answer);
  if (!contract?.original) return busy ? <span class="skeleton" /> : <p class="muted">The source gave no text.</p>;
  return (
    <>
      <div class="buttons"><CopyButton text={contract.original} label="Copy the text" done="Text copied" /></div>
      <div class="original" role="region" aria-label="Contract as received" tabIndex={0}>
        <ol>{contract.original.split("\n").map((line, index) => <li id={`L${index + 1}`}><code dir="auto">{line}</code></li>)}</ol>
      </div>
      {contract.original_cut && <p class="muted small">The text is longer; the rest is not shown.</p>}
    </>
  );
}

export function ContractBody({ asset, place }: BodyProps) {
  const tabs: Tab[] = [
    { id: "contract", label: "Contract", panel: () => <><ContractSummary asset={asset} /><Raw title="Other fields" verbatim values={asset.extra} /></> },
    { id: "raw", label: "As received", panel: () => <Original asset={asset} /> },
    { id: "about", label: "About", panel: () => <About asset={asset} /> },
    ...lineageTab(asset),
    ...activityTab(asset),
    ...sourcesTab(asset),
  ];
  return <TabbedBody asset={asset} place={place} tabs={tabs} label="Parts of this contract" />;
}
