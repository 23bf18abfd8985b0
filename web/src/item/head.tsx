// What every item screen begins with.
import type { RefObject } from "preact";
import { letterOf, typeWord, useSchema } from "../api/schema";
import type { Asset } from "../api/types";
import { Link } from "../router/link";
import { itemPath, lineagePath } from "../router/paths";
import { CopyButton, CopyLink } from "../shared/copy";
import { Icon, typeShape } from "../shared/icon";
import { Badges } from "../shared/item_parts";
import { safeLink } from "../shared/markdown";
import { LongName } from "../shared/text";

// Where the lineage of an item is drawn, if it has one. That of a product is of products: it has no edges of its own, its
// assets have.
export function lineageOf(asset: Asset): string | undefined {
  if (asset.key.startsWith("p") && (asset.members?.total ?? 0) > 0) return `${lineagePath(asset.key)}?level=product`;
  return (asset.links?.upstream ?? 0) + (asset.links?.downstream ?? 0) > 0 ? lineagePath(asset.key) : undefined;
}

export function ItemHead({ asset, heading }: { asset: Asset; heading: RefObject<HTMLHeadingElement | null> }) {
  const schema = useSchema();
  const name = asset.title || asset.name;
  const physical = asset.qualified_name ?? asset.ref ?? asset.name;
  const lineage = lineageOf(asset);
  const platformLink = asset.source_url === undefined ? undefined : safeLink(asset.source_url);
  return (
    <header class="item-head">
      {asset.path && asset.path.length > 0 && (
        <nav aria-label="Breadcrumb" class="breadcrumb">
          <ol>
            {asset.path.map((part) => <li dir="auto">{part.key ? <Link to={itemPath(part.key)}>{part.name}</Link> : part.name}</li>)}
          </ol>
        </nav>
      )}
      <p class="type"><Icon shape={typeShape(letterOf(schema, asset.type))} />{typeWord(schema, asset.type)}</p>
      <div class="card-title">
        <h1 ref={heading} tabIndex={-1} dir="auto">{name}</h1>
        <Badges card={asset} />
      </div>
      {physical !== name && (
        <p class="qualified"><LongName text={physical} /><CopyButton iconOnly text={physical} label={`Copy the name ${physical}`} done="Name copied" /></p>
      )}
      <div class="buttons">
        {lineage && <Link to={lineage} class="button"><Icon shape="flow" /> Lineage</Link>}
        <CopyLink />
        {platformLink && <a class="button" href={platformLink} rel="noopener noreferrer nofollow"><Icon shape="away" /> Open on {new URL(platformLink).host}</a>}
      </div>
    </header>
  );
}
