// A person or team: how to reach them and what they own.
import { emptySearch } from "../search/state";
import { Facts } from "./facts";
import { Members } from "./members";
import type { BodyProps } from "./screen";

export function OwnerBody({ asset }: BodyProps) {
  const state = { ...emptySearch, filters: [{ field: "owner", value: asset.name, not: false }] };
  return (
    <div class="item-layout">
      <Facts asset={asset} />
      <div class="item-main">
        {asset.description && <p class="summary" dir="auto">{asset.description}</p>}
        <section aria-labelledby="owned">
          <h2 id="owned">Owns</h2>
          <Members name="owned" filterLabel="Filter what they own" none="Nothing is owned by them." state={state} />
        </section>
      </div>
    </div>
  );
}
