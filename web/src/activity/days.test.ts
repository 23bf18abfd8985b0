import { expect, test } from "vitest";
import type { ChangeEvent } from "../api/types";
import { byDay, dayBars, dayTitle, detailWords, runWords } from "./days";

const event = (id: string, at: string): ChangeEvent => ({ id, at, change: "added", label: "Added" });

test("days keep the order of their events", () => {
  const days = byDay([event("c", "2026-11-02T09:00:00Z"), event("b", "2026-11-02T08:00:00Z"), event("a", "2026-11-01T23:59:59Z")]);
  expect(days.map(({ day, events }) => [day, events.map(({ id }) => id)])).toEqual([["2026-11-02", ["c", "b"]], ["2026-11-01", ["a"]]]);
  expect(byDay([])).toEqual([]);
  expect(dayTitle("2026-11-02")).toMatch(/^Monday,? 2 November 2026$/);
});

test("a detail says what was and what is", () => {
  expect(detailWords({ field: "columns.email", before: "text", after: "number" })).toBe("column email: text → number");
  expect(detailWords({ field: "owner", before: "Ana" })).toBe("owner: Ana → none");
  expect(detailWords({ field: "owner", after: "Ana" })).toBe("owner: Ana");
  expect(detailWords({ field: "contract" })).toBe("contract");
});

test("a run says what it did", () => {
  expect(runWords({ added: 3, changed: 0, removed: 1 })).toBe("3 items added, 1 item removed");
  expect(runWords({ added: 0, changed: 0, removed: 0 })).toBe("nothing changed");
  expect(runWords(undefined)).toBe("");
});

test("a bar for each day, those without a change included", () => {
  const bars = dayBars(["2026-11-02T10:00:00Z", "2026-11-02T09:00:00Z", "2026-10-31T08:00:00Z"], true, "2026-11-02");
  expect(bars.length).toBe(30);
  expect(bars.slice(-3)).toEqual([
    { day: "2026-10-31", count: 1 },
    { day: "2026-11-01", count: 0 },
    { day: "2026-11-02", count: 2 },
  ]);
});

test("a day of which not everything is known has no bar", () => {
  const bars = dayBars(["2026-11-02T10:00:00Z", "2026-11-01T09:00:00Z"], false, "2026-11-02");
  expect(bars).toEqual([{ day: "2026-11-02", count: 1 }]);
});
