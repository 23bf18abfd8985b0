// A domain: its subdomains and what lies in it.
import { Events } from "../activity/events";
import { pathField, useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { below, filterPath } from "../search/state";
import { Markdown } from "../shared/markdown_view";
import { counted } from "../shared/words";
import { Facts } from "./facts";
import { Members } from "./members";
import type { BodyProps } from "./screen";

function Subdomains({ asset }: { asset: BodyProps["asset"] }) {
  const schema = useSchema();
  const field = pathField(schema);
  const own = [...(asset.path ?? []).map((part) => part.name).filter((name) => name !== asset.name), asset.name].join("/");
  const { answer } = useAnswer<SearchAnswer>(
    field ? `/api/v1/search?within=${encodeURIComponent(asset.key)}&size=1&facets=${field.name}&facet_size=100` : null,
  );
  if (!field) return null;
  const prefix = `${own}/`.toLowerCase();
  const values = (answer?.facets?.[field.name]?.values ?? []).filter(({ value }) => {
    const rest = value.toLowerCase().startsWith(prefix) ? value.slice(prefix.length) : "/";
    return !rest.includes("/");
  });
  if (values.length === 0) return null;
  return (
    <section aria-labelledby="subdomains">
      <h2 id="subdomains">Subdomains</h2>
      <ul class="tiles">
        {values.map((value) => (
          <li>
            <Link class="tile" to={value.key ? itemPath(value.key) : filterPath(schema, field.name, value.value)}>
              <span class="tile-name" dir="auto">{value.value.slice(prefix.length)}</span>
              <span class="muted small">{counted(value.count, "item")}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function DomainBody({ asset }: BodyProps) {
  return (
    <div class="item-layout">
      <Facts asset={asset} />
      <div class="item-main">
        {asset.description ? <Markdown text={asset.description} /> : <p class="muted">No description</p>}
        <Subdomains asset={asset} />
        <section aria-labelledby="domain-items">
          <h2 id="domain-items">In this domain</h2>
          <Members name="domain" filterLabel="Search in this domain" none="Nothing in this domain is known." state={below(asset.key)} />
        </section>
        <section class="activity" aria-labelledby="domain-activity">
          <h2 id="domain-activity">Recent activity</h2>
          <Events filters={new URLSearchParams({ domain: asset.key })} none="Nothing changed here since the first index run." />
        </section>
      </div>
    </div>
  );
}
