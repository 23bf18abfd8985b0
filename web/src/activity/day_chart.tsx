// How much changed, day by day: a picture over the list that tells it in words.
import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import type { ChangesAnswer } from "../api/types";
import { type Bar, Bars } from "../item/days";
import { now } from "../shared/clock";
import { counted, figure } from "../shared/words";
import { dayBars, daysShown, dayTitle } from "./days";
import { activityRequest } from "./events";

const pagesAtMost = 5;

export function DayChart({ filters, begin }: { filters: URLSearchParams; begin: boolean }) {
  const [bars, setBars] = useState<Bar[]>([]);
  const asked = filters.toString();
  useEffect(() => {
    if (!begin) return;
    const abort = new AbortController();
    void allTimes(new URLSearchParams(asked), abort.signal).then(
      ({ times, whole }) => setBars(dayBars(times, whole, new Date(now()).toISOString().slice(0, 10))),
      () => setBars([]), // The list below says it all.
    );
    return () => abort.abort();
  }, [asked, begin]);
  const busy = bars.filter(({ count }) => count > 0);
  if (busy.length < 2) return null;
  const busiest = busy.reduce((best, bar) => (bar.count > best.count ? bar : best));
  const all = busy.reduce((sum, { count }) => sum + count, 0);
  const words = `${counted(all, "change")} in ${counted(bars.length, "day")}, most on ${dayTitle(busiest.day)}: ${figure(busiest.count)}`;
  return (
    <figure class="day-chart">
      <Bars bars={bars} label={words} />
      <figcaption class="small muted">{words}</figcaption>
    </figure>
  );
}

async function allTimes(filters: URLSearchParams, signal: AbortSignal): Promise<{ times: string[]; whole: boolean }> {
  const times: string[] = [];
  if (!filters.has("since")) filters.set("since", `${daysShown}d`);
  let cursor = "";
  for (let page = 0; page < pagesAtMost; page += 1) {
    const answer = await get<ChangesAnswer>(activityRequest(filters, { size: "100", ...(cursor ? { cursor } : {}) }), signal);
    times.push(...answer.items.map((event) => event.at));
    if (!answer.more || !answer.cursor) return { times, whole: true };
    cursor = answer.cursor;
  }
  return { times, whole: false };
}
