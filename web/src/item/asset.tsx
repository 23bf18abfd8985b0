// A data product, table, topic, dashboard, glossary term or any other item that is not shown in a way of its own.
import type { Asset } from "../api/types";
import { here, navigate } from "../router/location";
import { below } from "../search/state";
import { parseMarkdown, plainText } from "../shared/markdown";
import { type Tab, Tabs } from "../shared/tabs";
import { shortened } from "../shared/words";
import { About } from "./about";
import { Columns } from "./columns";
import { contractTab } from "./contract";
import { Facts } from "./facts";
import { activityTab, usageTab } from "./history";
import { lineageTab } from "./lineage";
import type { BodyProps } from "./screen";
import { EditMark, SourceOf } from "./source_of";
import { Members } from "./members";
import { ProductFacts } from "./product";
import { sourcesTab } from "./sources";

// The tabs of an item, with the chosen one in the address.
export function ItemTabs({ tabs, place, label }: { tabs: Tab[]; place: BodyProps["place"]; label: string }) {
  const asked = new URLSearchParams(place.query).get("tab") ?? "";
  const standard = tabs[0]?.id ?? "";
  const current = place.hash.startsWith("#col-") ? "columns" : /^#L\d+$/.test(place.hash) && tabs.some((tab) => tab.id === "raw") ? "raw" : tabs.some((tab) => tab.id === asked) ? asked : standard;
  const choose = (id: string) => {
    if (id !== current) navigate(here().path + (id === standard ? "" : `?tab=${id}`));
  };
  return <Tabs label={label} tabs={tabs} current={current} choose={choose} />;
}

export const columnCount = (asset: Asset): number => asset.columns_total ?? asset.columns?.length ?? 0;

// What a data product or a container holds.
function membersTab(asset: Asset): Tab[] {
  if (!asset.members && !asset.key.startsWith("p")) return [];
  const product = asset.key.startsWith("p");
  const panel = () => (
    <Members table name="assets" filterLabel={product ? "Filter assets" : "Filter contents"} none="Nothing below this item is known." state={below(asset.key)} />
  );
  return [{ id: "assets", label: product ? "Assets" : "Contents", count: asset.members?.total, panel }];
}

// The facts beside, the summary and the tabs: how items with much to tell are laid out.
export function TabbedBody({ asset, place, tabs, label }: BodyProps & { tabs: Tab[]; label: string }) {
  return (
    <div class="item-layout">
      <Facts asset={asset}>{asset.health && <ProductFacts asset={asset} />}</Facts>
      <div class="item-main">
        <Summary asset={asset} />
        <ItemTabs tabs={tabs} place={place} label={label} />
      </div>
    </div>
  );
}

export function AssetBody({ asset, place }: BodyProps) {
  const tabs: Tab[] = [
    ...membersTab(asset),
    ...(columnCount(asset) > 0 ? [{ id: "columns", label: "Columns", count: columnCount(asset), panel: () => <Columns asset={asset} hash={place.hash} /> }] : []),
    { id: "about", label: "About", panel: () => <About asset={asset} /> },
    ...lineageTab(asset),
    ...contractTab(asset),
    ...usageTab(asset),
    ...activityTab(asset),
    ...sourcesTab(asset),
  ];
  return <TabbedBody asset={asset} place={place} tabs={tabs} label="Parts of this item" />;
}

const summaryLength = 280; // Characters.

// The first paragraph of the description in plain words, cut to a few lines.
export function summaryOf(asset: Asset): string {
  const first = parseMarkdown(asset.description ?? "").find((block) => block.kind === "paragraph");
  return first && first.kind === "paragraph" ? shortened(plainText(first.parts), summaryLength) : "";
}

// In sight whatever the tab.
export function Summary({ asset }: { asset: Asset }) {
  const summary = summaryOf(asset);
  return (
    <div class="summary">
      {summary === "" ? <p class="muted">No description</p> : <p dir="auto">{summary}</p>}
      <EditMark asset={asset} field="description" /><SourceOf asset={asset} field="description" label="Description" />
    </div>
  );
}
