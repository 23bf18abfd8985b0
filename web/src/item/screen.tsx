// An item of any type. The letter its key begins with decides what is shown below the common head.
import { useEffect } from "preact/hooks";
import type { Asset } from "../api/types";
import { useAnswer } from "../api/use";
import { typeWord, useSchema } from "../api/schema";
import { MissingScreen } from "../help/missing";
import { navigate, type Place } from "../router/location";
import { itemPath } from "../router/paths";
import { useScreen } from "../router/screen";
import { copyLink } from "../shared/copy";
import { useKeys } from "../shared/keys";
import { ProblemBox } from "../shared/states";
import { AssetBody } from "./asset";
import { ContractBody } from "./contract";
import { DomainBody } from "./domain";
import { ItemHead, lineageOf } from "./head";
import { OwnerBody } from "./owner";

interface ItemProps {
  itemKey: string;
  section: string;
  place: Place;
}

export interface BodyProps {
  asset: Asset;
  place: Place;
}

const bodies: Record<string, (props: BodyProps) => preact.JSX.Element> = {
  d: DomainBody,
  u: OwnerBody,
  x: ContractBody,
};

export function ItemScreen({ itemKey, place }: ItemProps) {
  const { answer, problem, retry } = useAnswer<Asset>(`/api/v1/assets/${encodeURIComponent(itemKey)}`);
  useEffect(() => {
    if (!answer) return;
    // Another screen's address, a former key of the item, or one of its columns.
    const path = itemPath(answer.key);
    const hash = answer.column ? `#col-${encodeURIComponent(answer.column.path ?? answer.column.name)}` : place.hash;
    if (path !== place.path) navigate(path + place.query + hash, { replace: true });
  }, [answer]);
  if (problem?.kind === "gone") return problem.message.includes("removed") ? <Removed text={problem.message} /> : <MissingScreen />;
  if (problem) return <Failed problem={problem} retry={retry} />;
  if (!answer) return <Loading />;
  return <Item asset={answer} place={place} />;
}

function Item({ asset, place }: BodyProps) {
  const schema = useSchema();
  const name = asset.title || asset.name;
  const heading = useScreen(asset.key, `${name} – ${typeWord(schema, asset.type).toLowerCase()}`, true);
  const lineage = lineageOf(asset);
  useKeys({ c: () => void copyLink(), l: () => lineage && navigate(lineage) });
  const Body = bodies[asset.key.charAt(0)] ?? AssetBody;
  return (
    <div class="item">
      <ItemHead asset={asset} heading={heading} />
      <Body asset={asset} place={place} />
    </div>
  );
}

const Loading = () => (
  <div class="item" aria-busy="true">
    <div class="item-head">
      <span class="skeleton skeleton-short" />
      <span class="skeleton skeleton-title" />
      <span class="skeleton skeleton-half" />
    </div>
  </div>
);

function Failed({ problem, retry }: { problem: NonNullable<ReturnType<typeof useAnswer>["problem"]>; retry: () => void }) {
  const heading = useScreen("failed", "Item", true);
  return (
    <div class="page">
      <h1 ref={heading} tabIndex={-1}>Item</h1>
      <ProblemBox problem={problem} retry={retry} />
    </div>
  );
}

function Removed({ text }: { text: string }) {
  const heading = useScreen("removed", "Removed", true);
  return (
    <div class="page">
      <h1 ref={heading} tabIndex={-1}>No longer here</h1>
      <p class="lead">{text}</p>
    </div>
  );
}
