// Results of one page that share a name: which parts of their paths tell them apart.
import type { Card } from "../api/types";

// For each card (by key) the path parts that not all of its namesakes have.
export function tellingParts(cards: Card[]): Map<string, Set<string>> {
  const byName = new Map<string, Card[]>();
  for (const card of cards) {
    const name = (card.title ?? card.name).toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), card]);
  }
  const telling = new Map<string, Set<string>>();
  for (const namesakes of byName.values()) {
    if (namesakes.length < 2) continue;
    const counts = new Map<string, number>();
    for (const card of namesakes) {
      for (const name of new Set((card.path ?? []).map((part) => part.name))) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const card of namesakes) {
      const parts = (card.path ?? []).map((part) => part.name).filter((name) => (counts.get(name) ?? 0) < namesakes.length);
      telling.set(card.key, new Set(parts));
    }
  }
  return telling;
}
