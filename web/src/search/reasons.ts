// Why a result matched, as words: "column customer_email", "tag pii".
import type { Card, Segment, Why } from "../api/types";

export interface Reason {
  place: string; // "column", "tag", "name"
  term: Segment[]; // Empty: the place says it all.
}

const markOnly = (segments: Segment[]): Segment[] => segments.map((segment) => ({ t: segment.t, ...(segment.m ? { m: 1 } : {}) }));

function reasonOf(why: Why): Reason {
  if (typeof why !== "string") {
    const term = why.term ?? why.text ?? "";
    const via = why.via ? ` (${why.via})` : "";
    return { place: why.field.replaceAll("_", " "), term: term ? [{ t: `${term}${via}` }] : [] };
  }
  const colon = why.indexOf(":");
  if (colon > 0) return { place: why.slice(0, colon).replaceAll("_", " "), term: [{ t: why.slice(colon + 1).trim() }] };
  return { place: why.replaceAll("_", " "), term: [] };
}

// Why it stands where it stands, not where it matched; badges say it already.
const notPlaces = new Set(["certified"]);

// Columns first, as they are the most telling; then what the server names, once each.
export function reasonsOf(card: Card): { reasons: Reason[]; more: number } {
  const columns = (card.matched?.columns ?? []).map((column): Reason => ({
    place: "column",
    term: column.segments ? markOnly(column.segments) : [{ t: column.name }],
  }));
  const named = (card.why ?? [])
    .map(reasonOf)
    .filter((reason) => !notPlaces.has(reason.place) && !(columns.length > 0 && /^columns?$/.test(reason.place)));
  const seen = new Set<string>();
  const reasons = [...named.filter((reason) => reason.term.length === 0), ...columns, ...named.filter((reason) => reason.term.length > 0)].filter((reason) => {
    // "exact name" says "name" as well.
    if (reason.term.length === 0 && named.some((other) => other.place.endsWith(` ${reason.place}`))) return false;
    const id = `${reason.place}:${reason.term.map((segment) => segment.t).join("")}`;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
  return { reasons, more: card.matched?.more_columns ?? 0 };
}
