// A person or team: how to reach them and what they own.
import { emptySearch } from "../search/state";
import { readable } from "./about";
import { Fact, Facts } from "./facts";
import { Members } from "./members";
import type { BodyProps } from "./screen";

const mostFacts = 8;

export function OwnerBody({ asset }: BodyProps) {
  const mail = asset.owner?.find((owner) => owner.key === asset.key)?.mail;
  const state = { ...emptySearch, filters: [{ field: "owner", value: asset.name, not: false }] };
  return (
    <div class="item-layout">
      <Facts asset={asset}>
        {mail && <Fact label="Mail"><a href={`mailto:${mail}`}>{mail}</a></Fact>}
        {Object.entries(asset.extra ?? {}).slice(0, mostFacts).map(([name, value]) => <Fact label={readable(name)}>{String(value)}</Fact>)}
      </Facts>
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
