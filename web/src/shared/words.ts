// Figures and times in words.
import { now } from "./clock";

// Whole numbers by hand: the first Intl object of a page costs milliseconds before anything is drawn.
export const figure = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

// "1 result", "1,280 results"
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${figure(count)} ${count === 1 ? one : many}`;

const minute = 60_000;
const steps: [limit: number, unit: number, word: string][] = [
  [60 * minute, minute, "min"],
  [36 * 60 * minute, 60 * minute, "h"],
  [45 * 1440 * minute, 1440 * minute, "day"],
  [550 * 1440 * minute, 30.44 * 1440 * minute, "month"],
  [Infinity, 365.25 * 1440 * minute, "year"],
];

// "3 h", "2 days"
export function span(milliseconds: number): string {
  for (const [limit, unit, word] of steps) {
    if (milliseconds >= limit) continue;
    const count = Math.max(1, Math.round(milliseconds / unit));
    return word.length > 3 || word === "day" ? counted(count, word) : `${count} ${word}`;
  }
  return "";
}

// "3 h ago", "in 2 days", "just now"
export function relativeTime(time: string, at = now()): string {
  const age = at - Date.parse(time);
  if (Number.isNaN(age)) return time;
  if (Math.abs(age) < minute) return "just now";
  return age > 0 ? `${span(age)} ago` : `in ${span(-age)}`;
}

// "24 hours", "7 days"
export function duration(seconds: number): string {
  if (seconds % 86_400 === 0 && seconds > 86_400) return counted(seconds / 86_400, "day");
  if (seconds >= 3600) return counted(Math.round(seconds / 3600), "hour");
  return counted(Math.max(1, Math.round(seconds / 60)), "minute");
}

let dates: Intl.DateTimeFormat | undefined; // One for all: it costs half a millisecond, and every card has a time.

// "12 March 2026, 08:15 UTC+1" in the visitor's own zone.
export function absoluteTime(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  dates ??= new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  return dates.format(date);
}

// Splits a long name so that its end stays visible when the middle is cut: "prod.sales.fct_cus…" + "er_orders_daily".
export function middleCut(text: string, tail = 14): [head: string, tail: string] {
  return text.length <= tail * 2 ? [text, ""] : [text.slice(0, -tail), text.slice(-tail)];
}

// Cuts at a word's end and says so.
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), length - 30))}…`;
}
