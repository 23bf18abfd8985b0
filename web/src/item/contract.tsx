// What is known of a contract: its state in one sentence, what is broken, its promises, and the file as received.
import type { Asset, Contract, Terms } from "../api/types";
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { Icon } from "../shared/icon";
import { contractState } from "../shared/item_parts";
import { ProblemBox } from "../shared/states";
import type { Tab } from "../shared/tabs";
import { counted } from "../shared/words";
import { About, Raw } from "./about";
import { TabbedBody } from "./asset";
import { Banner, ContractRows, Original } from "./contract_text";
import type { ContractAnswer, ContractText } from "./contract_types";
import { Versions } from "./contract_versions";
import { activityTab } from "./history";
import { lineageTab } from "./lineage";
import type { BodyProps } from "./screen";
import { sourcesTab } from "./sources";

const contractOf = (asset: Asset): Contract => (typeof asset.contract === "object" ? asset.contract : { state: contractState(asset.contract) });

function StateBanner({ state, findings }: { state: string; findings: string[] }) {
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
      <StateBanner state={contract.state ?? ""} findings={contract.findings ?? []} />
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

export function ContractBody({ asset, place }: BodyProps) {
  const given = new URLSearchParams(place.query);
  const version = given.get("compare") ? "" : (given.get("version") ?? "");
  const path = `/api/v1/assets/${encodeURIComponent(asset.key)}/contract${version ? `?version=${encodeURIComponent(version)}` : ""}`;
  const { answer, problem, retry } = useAnswer<ContractAnswer>(path);
  const contract = answer?.contracts[0];
  const whole = (draw: (contract: ContractText) => preact.JSX.Element) => () =>
    problem ? <ProblemBox problem={problem} retry={retry} /> : contract ? draw(contract) : <span class="skeleton" />;
  const tabs: Tab[] = [
    { id: "contract", label: "Contract", panel: whole((one) => <><Banner contract={one} />{!one.current && <NotCurrent asset={asset} version={one.version} />}<ContractRows contract={one} /></>) },
    { id: "raw", label: "As received", panel: whole((one) => <Original contract={one} />) },
    { id: "versions", label: "Versions", count: contract?.versions, panel: () => <Versions contractKey={asset.key} older={given.get("compare") ?? ""} newer={given.get("compare") ? (given.get("version") ?? "") : ""} /> },
    { id: "about", label: "About", panel: () => <About asset={asset} /> },
    ...lineageTab(asset),
    ...activityTab(asset),
    ...sourcesTab(asset),
  ];
  return <TabbedBody asset={asset} place={place} tabs={tabs} label="Parts of this contract" />;
}

const NotCurrent = ({ asset, version }: { asset: Asset; version: string }) => (
  <p class="note">This is version {version}. <Link to={itemPath(asset.key)}>Show the current version</Link></p>
);
