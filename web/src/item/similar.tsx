// Up to five items like this one. Nothing is shown while there are none.
import type { Asset, Card } from "../api/types";
import { useAnswer } from "../api/use";
import { Badges } from "../search/card";
import { ItemRow } from "../shared/item_row";

interface SimilarAnswer {
  hits?: Card[];
  items?: Card[];
}

export function Similar({ asset }: { asset: Asset }) {
  const { answer } = useAnswer<SimilarAnswer>(`/api/v1/assets/${encodeURIComponent(asset.key)}/similar?size=5`);
  const similar = (answer?.hits ?? answer?.items ?? []).slice(0, 5);
  if (similar.length === 0) return null;
  return (
    <section class="similar" aria-labelledby="similar">
      <h2 id="similar">Similar items</h2>
      <ul class="item-rows">{similar.map((card) => <ItemRow key={card.key} item={card}><Badges card={card} /></ItemRow>)}</ul>
    </section>
  );
}
