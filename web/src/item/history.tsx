// What changed of an item lately, and how it was used day by day.
import { Events } from "../activity/events";
import type { Asset } from "../api/types";
import type { Tab } from "../shared/tabs";
import { counted, figure } from "../shared/words";

export function activityTab(asset: Asset, field = "key"): Tab[] {
  const panel = () => <div class="activity"><Events filters={new URLSearchParams({ [field]: asset.key })} none="Nothing changed since this was first indexed." /></div>;
  return [{ id: "activity", label: "Activity", panel }];
}

interface Day {
  day: string;
  uses?: number;
  users?: number;
  refreshes?: number;
  runs?: number;
  failures?: number;
}

const daysShown = 30;
const dayLength = 86_400_000; // Milliseconds.

// One entry for each of the last days up to the newest one told, those without use included.
export function lastDays(days: Day[]): Day[] {
  const newest = days.reduce((latest, { day }) => (day > latest ? day : latest), "");
  const known = new Map(days.map((day) => [day.day, day]));
  const end = Date.parse(`${newest}T00:00:00Z`);
  if (Number.isNaN(end)) return [];
  return Array.from({ length: daysShown }, (_, index) => {
    const day = new Date(end - (daysShown - 1 - index) * dayLength).toISOString().slice(0, 10);
    return known.get(day) ?? { day };
  });
}

const barWidth = 10;
const chartHeight = 64;

function Bars({ days, label }: { days: Day[]; label: string }) {
  const most = Math.max(1, ...days.map(({ uses = 0 }) => uses));
  return (
    <svg class="bars" role="img" aria-label={label} viewBox={`0 0 ${days.length * barWidth} ${chartHeight}`} preserveAspectRatio="none">
      {days.map(({ day, uses = 0 }, index) => {
        const height = uses === 0 ? 1 : Math.max(2, (uses / most) * chartHeight);
        return <rect key={day} x={index * barWidth + 1} y={chartHeight - height} width={barWidth - 2} height={height}><title>{`${day}: ${uses}`}</title></rect>;
      })}
    </svg>
  );
}

function Usage({ asset, days }: { asset: Asset; days: Day[] }) {
  const shown = lastDays(days);
  const uses = shown.reduce((sum, day) => sum + (day.uses ?? 0), 0);
  const busiest = shown.reduce((best, day) => ((day.uses ?? 0) > (best.uses ?? 0) ? day : best), shown[0] ?? { day: "" });
  const told = shown.filter(({ uses: own = 0, refreshes = 0, runs = 0 }) => own + refreshes + runs > 0).reverse();
  const label = `${counted(uses, "query", "queries")} in 30 days${busiest.uses ? `, most on ${busiest.day}: ${figure(busiest.uses)}` : ""}`;
  return (
    <>
      {uses > 0 && <><Bars days={shown} label={label} /><p class="small muted">{label}</p></>}
      {told.length > 0 && (
        <div class="table-scroll" role="region" aria-label="Use by day" tabIndex={0}>
          <table class="plain-table">
            <caption class="off-screen">Use by day, newest first</caption>
            <thead><tr><th scope="col">Day</th><th scope="col">Queries</th><th scope="col">People</th><th scope="col">Refreshes</th><th scope="col">Runs</th><th scope="col">Failures</th></tr></thead>
            <tbody>
              {told.map((day) => (
                <tr>
                  <th scope="row">{day.day}</th>
                  {[day.uses, day.users, day.refreshes, day.runs, day.failures].map((count) => <td>{count === undefined ? "" : figure(count)}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asset.popular_queries && asset.popular_queries.length > 0 && (
        <>
          <h2>Popular queries</h2>
          <div class="prose">{asset.popular_queries.map((query) => <pre tabIndex={0}><code>{query}</code></pre>)}</div>
        </>
      )}
    </>
  );
}

export function usageTab(asset: Asset): Tab[] {
  const days = asset.activity?.days ?? [];
  if (days.length === 0 && !asset.popular_queries?.length) return [];
  return [{ id: "usage", label: "Usage", panel: () => <Usage asset={asset} days={days} /> }];
}
