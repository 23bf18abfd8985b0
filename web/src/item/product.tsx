// A data product: what it is for, and the assets it is made of.
import type { Tab } from "../shared/tabs";
import { emptySearch } from "../search/state";
import { About } from "./about";
import { columnCount, ItemTabs, Summary } from "./asset";
import { Columns } from "./columns";
import { contractTab } from "./contract";
import { Facts } from "./facts";
import { lineageTab } from "./lineage";
import { Members } from "./members";
import type { BodyProps } from "./screen";
import { Similar } from "./similar";
import { sourcesTab } from "./sources";

export function ProductBody({ asset, place }: BodyProps) {
  const assets = () => (
    <Members name="assets" filterLabel="Filter assets" none="No asset of this product is known." state={{ ...emptySearch, within: asset.key }} />
  );
  const tabs: Tab[] = [
    { id: "assets", label: "Assets", panel: assets },
    { id: "about", label: "About", panel: () => <About asset={asset} /> },
    ...(columnCount(asset) > 0 ? [{ id: "columns", label: "Columns", count: columnCount(asset), panel: () => <Columns asset={asset} hash={place.hash} /> }] : []),
    ...lineageTab(asset),
    ...contractTab(asset),
    ...sourcesTab(asset),
  ];
  return (
    <div class="item-layout">
      <Facts asset={asset} />
      <div class="item-main">
        <Summary asset={asset} />
        <ItemTabs tabs={tabs} place={place} label="Parts of this data product" />
        <Similar asset={asset} />
      </div>
    </div>
  );
}
