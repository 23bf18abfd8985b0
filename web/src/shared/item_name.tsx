// A value that may be the key of an item: then the item's name is shown in its place.
import type { Asset } from "../api/types";
import { useAnswer } from "../api/use";

const key = /^[a-z]_[a-z2-7]{13}$/;

export function ItemName({ text }: { text: string }) {
  const { answer } = useAnswer<Asset>(key.test(text) ? `/api/v1/assets/${text}` : null);
  return <>{answer ? answer.title || answer.name : text}</>;
}
