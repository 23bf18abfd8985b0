// The rows of the suggestion list: which ones, in which groups, and what choosing one does.
import type { Schema, Segment, SuggestAnswer, Suggestion } from "../api/types";
import { itemPath } from "../router/paths";
import { figure } from "../shared/words";

export type Action =
  | { kind: "open"; path: string }
  | { kind: "filter"; field: string; value: string; rest: string } // `rest`: the text without the replaced word.
  | { kind: "complete"; text: string } // Puts the text into the box and stays.
  | { kind: "search"; text: string }
  | { kind: "clear" };

export interface Row {
  group: string;
  text: string;
  segments: Segment[]; // Marked parts are what was typed.
  note: string;
  type: string; // Item type, for the icon; empty for other rows.
  action: Action;
}

const lower = (text: string) => text.toLowerCase();

// Marks where one of the typed words begins a word of `text`.
export function markTyped(text: string, typed: string): Segment[] {
  const words = lower(typed).split(/\s+/).filter((word) => word !== "");
  const segments: Segment[] = [];
  let plainFrom = 0;
  let at = 0;
  while (at < text.length) {
    const startsWord = at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
    const word = startsWord ? words.find((candidate) => lower(text).startsWith(candidate, at)) : undefined;
    if (word === undefined) {
      at += 1;
      continue;
    }
    if (at > plainFrom) segments.push({ t: text.slice(plainFrom, at) });
    segments.push({ t: text.slice(at, at + word.length), m: 1 });
    at += word.length;
    plainFrom = at;
  }
  if (plainFrom < text.length) segments.push({ t: text.slice(plainFrom) });
  return segments;
}

const lastWord = (typed: string): string => /(\S*)$/.exec(typed)?.[1] ?? "";
const withoutLastWord = (typed: string): string => typed.slice(0, typed.length - lastWord(typed).length).trim();

function itemRow(item: Suggestion, typed: string): Row[] {
  if (!item.key) return [];
  const text = item.text ?? "";
  const path = itemPath(item.key);
  const segments = item.segments ?? markTyped(text, typed);
  return [{ group: "Go to", text, segments, note: item.sub ?? "", type: item.type ?? "", action: { kind: "open", path } }];
}

function valueRow(item: Suggestion, typed: string, schema: Schema): Row[] {
  const field = schema.fields.find((known) => known.name === item.field);
  if (!field || item.value === undefined) return [];
  const label = field.kind === "path" ? item.value : (item.label ?? item.text ?? item.value);
  const text = `${field.label}: ${label}`;
  const action: Action = { kind: "filter", field: field.name, value: item.value, rest: withoutLastWord(typed) };
  const note = item.count === undefined ? "" : figure(item.count);
  return [{ group: "Filter by", text, segments: markTyped(text, lastWord(typed)), note, type: "", action }];
}

// Names of fields that begin with the word being typed: "own" offers "owner:".
function qualifierRows(typed: string, schema: Schema): Row[] {
  const word = lower(lastWord(typed));
  if (word.length < 2 || word.includes(":")) return [];
  return schema.fields
    .filter((field) => field.name.startsWith(word))
    .slice(0, 2)
    .map((field) => {
      const text = `${field.name}:`;
      const completed = `${withoutLastWord(typed)} ${text}`.trimStart();
      return { group: "Filter by", text, segments: markTyped(text, word), note: field.label, type: "", action: { kind: "complete", text: completed } };
    });
}

const searchRow = (text: string, typed: string, note = ""): Row => ({
  group: "Searches",
  text,
  segments: markTyped(text, typed),
  note,
  type: "",
  action: { kind: "search", text },
});

// The rows for a typed text: at most `room`, the last one always "See all results".
export function suggestionRows(typed: string, answer: SuggestAnswer | undefined, recent: string[], schema: Schema, room: number): Row[] {
  const items = answer?.items ?? [];
  const goTo = items.filter((item) => item.kind !== "value" && item.kind !== "query").flatMap((item) => itemRow(item, typed));
  const filters = [...items.filter((item) => item.kind === "value").flatMap((item) => valueRow(item, typed, schema)), ...qualifierRows(typed, schema)];
  const past = recent.filter((text) => lower(text).startsWith(lower(typed)) && lower(text) !== lower(typed)).map((text) => searchRow(text, typed, "recent"));
  const queries = items
    .filter((item) => item.kind === "query" && item.text && !recent.includes(item.text))
    .map((item) => searchRow(item.text ?? "", typed, item.count === undefined ? "" : figure(item.count)));
  const searches = [...past, ...queries];
  const total = answer?.total;
  const all = total === undefined ? `See all results for “${typed}”` : `See all ${figure(total)} results for “${typed}”`;
  const last: Row = { group: "", text: all, segments: [{ t: all, m: 1 }], note: "", type: "", action: { kind: "search", text: typed } };
  // Items come first, but two filters and one search always find room.
  const free = room - 1;
  const keptSearches = Math.min(searches.length, 1);
  const keptFilters = Math.min(filters.length, 2);
  const shownItems = goTo.slice(0, Math.max(2, free - keptSearches - keptFilters));
  const shownFilters = filters.slice(0, Math.max(0, Math.min(3, free - shownItems.length - keptSearches)));
  const shownSearches = searches.slice(0, Math.max(0, Math.min(3, free - shownItems.length - shownFilters.length)));
  return [...shownItems, ...shownFilters, ...shownSearches, last];
}

// The rows of an empty box.
export function recentRows(recent: string[], room: number): Row[] {
  if (recent.length === 0) return [];
  const clear = "Clear recent searches";
  const last: Row = { group: "", text: clear, segments: [{ t: clear, m: 1 }], note: "", type: "", action: { kind: "clear" } };
  return [...recent.slice(0, room - 1).map((text) => ({ ...searchRow(text, ""), segments: [{ t: text, m: 1 }] })), last];
}
