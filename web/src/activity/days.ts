// What changed, by the day it was seen.
import type { ChangeDetail, ChangeEvent } from "../api/types";
import type { Bar } from "../item/days";
import { counted } from "../shared/words";

export interface Day {
  day: string; // "2026-11-02", UTC as the answers are.
  events: ChangeEvent[];
}

// Events come newest first; so do days.
export function byDay(events: ChangeEvent[]): Day[] {
  const days: Day[] = [];
  for (const event of events) {
    const day = event.at.slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}

const dayWords = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export const dayTitle = (day: string): string => dayWords.format(new Date(`${day}T00:00:00Z`));

// "columns.email: text → number", "owner: Ana → none"
export function detailWords({ field, before, after }: ChangeDetail): string {
  const name = field.replace(/^columns\./, "column ");
  if (!before && !after) return name;
  if (!before) return `${name}: ${after}`;
  return `${name}: ${before} → ${after || "none"}`;
}

// "3 added, 1 removed"
export function runWords(counts: ChangeEvent["counts"]): string {
  if (!counts) return "";
  const parts = (["added", "changed", "removed"] as const).filter((part) => counts[part] > 0).map((part) => `${counted(counts[part], "item")} ${part}`);
  return parts.length > 0 ? parts.join(", ") : "nothing changed";
}

// How a kind of change is felt: what needs a look stands out.
const tones: Record<string, "bad" | "warn" | "ok"> = {
  contract_broken: "bad", late: "warn", deprecated: "warn", removed: "warn", recovered: "ok", certified: "ok", contract_kept: "ok",
};
export const toneOfChange = (change: string): "bad" | "warn" | "ok" | "neutral" => tones[change] ?? "neutral";

export const daysShown = 30; // In the picture of changes by day.
const dayLength = 86_400_000; // Milliseconds.

// A bar for each day up to today whose events are all known: when there were more than fit, the oldest days are left out.
export function dayBars(times: string[], whole: boolean, today: string): Bar[] {
  const counts = new Map<string, number>();
  for (const time of times) counts.set(time.slice(0, 10), (counts.get(time.slice(0, 10)) ?? 0) + 1);
  const cut = whole ? "" : (times.at(-1)?.slice(0, 10) ?? "");
  const end = Date.parse(`${today}T00:00:00Z`);
  const days = Array.from({ length: daysShown }, (_, index) => new Date(end - (daysShown - 1 - index) * dayLength).toISOString().slice(0, 10));
  return days.filter((day) => day > cut).map((day) => ({ day, count: counts.get(day) ?? 0 }));
}
