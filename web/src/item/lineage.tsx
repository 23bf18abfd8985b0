// The direct neighbours of an item, as two lists.
import type { Asset, Neighbour } from "../api/types";
import { Link } from "../router/link";
import { lineagePath } from "../router/paths";
import { Icon } from "../shared/icon";
import { ItemRow } from "../shared/item_row";
import type { Tab } from "../shared/tabs";
import { counted } from "../shared/words";

function Side({ title, none, neighbours, total }: { title: string; none: string; neighbours: Neighbour[]; total: number }) {
  const left = total - neighbours.length;
  return (
    <section class="lineage-side">
      <h2>{title} <span class="muted">{total}</span></h2>
      {neighbours.length === 0 ? <p class="muted">{none}</p> : <ul class="item-rows">{neighbours.map((item) => <ItemRow key={item.key} item={item} />)}</ul>}
      {left > 0 && <p class="muted small">{counted(left, "more item")} not listed here.</p>}
    </section>
  );
}

export function lineageTab(asset: Asset): Tab[] {
  const upstream = asset.lineage?.upstream ?? [];
  const downstream = asset.lineage?.downstream ?? [];
  const up = Math.max(asset.links?.upstream ?? 0, upstream.length);
  const down = Math.max(asset.links?.downstream ?? 0, downstream.length);
  if (up + down === 0) return [];
  const panel = () => (
    <>
      <p class="buttons lineage-link"><Link to={lineagePath(asset.key)} class="button"><Icon shape="flow" /> Open the lineage graph</Link></p>
      <div class="lineage">
        <Side title="Comes from" none="Nothing upstream is known." neighbours={upstream} total={up} />
        <Side title="Feeds" none="Nothing downstream is known." neighbours={downstream} total={down} />
      </div>
    </>
  );
  return [{ id: "lineage", label: "Lineage", count: up + down, panel }];
}
