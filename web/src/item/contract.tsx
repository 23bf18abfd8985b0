// What is known of a contract: its state in one sentence, the summary, and every other field as received.
import type { Asset } from "../api/types";
import { Icon } from "../shared/icon";
import type { Tab } from "../shared/tabs";
import { contractState } from "../search/card";
import { About, Raw } from "./about";
import { ItemTabs, Summary } from "./asset";
import { Facts } from "./facts";
import { lineageTab } from "./lineage";
import type { BodyProps } from "./screen";
import { sourcesTab } from "./sources";

type Summary = Record<string, unknown>;

const asSummary = (contract: unknown): Summary =>
  typeof contract === "object" && contract !== null && !Array.isArray(contract) ? (contract as Summary) : {};

function Banner({ contract }: { contract: unknown }) {
  const summary = asSummary(contract);
  const state = contractState(contract);
  const failed = Number(summary["failed"] ?? summary["checks_failed"]);
  const passed = Number(summary["passed"] ?? summary["checks_passed"]);
  if (state === "kept") return <p class="notice notice-ok"><Icon shape="check" /> Kept</p>;
  if (state === "broken") {
    const count = failed > 0 && passed >= 0 ? `: ${failed} of ${failed + passed} checks fail` : "";
    return <p class="notice notice-bad"><Icon shape="warning" /> Broken{count}</p>;
  }
  return <p class="notice"><Icon shape="clock" /> Not checked</p>;
}

// Lists of promises are drawn one below the other; the rest as name and value.
function ContractSummary({ contract }: { contract: unknown }) {
  const contracts = Array.isArray(contract) ? contract : [contract];
  return (
    <>
      {contracts.map((one) => {
        const { state: _, promises, ...rest } = asSummary(one);
        const list = Array.isArray(promises) ? promises : [];
        return (
          <div class="contract">
            <Banner contract={one} />
            {list.length > 0 && (
              <>
                <h2>Promises</h2>
                <ul class="promises">{list.map((promise) => <li dir="auto">{typeof promise === "string" ? promise : JSON.stringify(promise)}</li>)}</ul>
              </>
            )}
            <Raw title="Contract" values={rest} />
          </div>
        );
      })}
    </>
  );
}

const hasContract = (asset: Asset): boolean => {
  const state = contractState(asset.contract);
  return (state !== "" && state !== "none") || Object.keys(asSummary(asset.contract)).some((name) => name !== "state");
};

export function contractTab(asset: Asset): Tab[] {
  return hasContract(asset) ? [{ id: "contract", label: "Contract", panel: () => <ContractSummary contract={asset.contract} /> }] : [];
}

export function ContractBody({ asset, place }: BodyProps) {
  const tabs: Tab[] = [
    { id: "contract", label: "Contract", panel: () => <><ContractSummary contract={asset.contract} /><Raw title="Other fields" verbatim values={asset.extra} /></> },
    { id: "about", label: "About", panel: () => <About asset={asset} /> },
    ...lineageTab(asset),
    ...sourcesTab(asset),
  ];
  return (
    <div class="item-layout">
      <Facts asset={asset} />
      <div class="item-main">
        <Summary asset={asset} />
        <ItemTabs tabs={tabs} place={place} label="Parts of this contract" />
      </div>
    </div>
  );
}
