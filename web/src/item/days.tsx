// Pictures of the last days of an item: how much it was used, and when its data came. Each has its sentence.
import { counted, figure } from "../shared/words";

export interface Day {
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

export interface Bar {
  day: string;
  count: number;
}

const barWidth = 10;
const chartHeight = 64;

// One bar for each day.
export function Bars({ bars, label, small = false }: { bars: Bar[]; label: string; small?: boolean }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <svg class={small ? "bars bars-small" : "bars"} role="img" aria-label={label} viewBox={`0 0 ${bars.length * barWidth} ${chartHeight}`} preserveAspectRatio="none">
      {bars.map(({ day, count }, index) => {
        const height = count === 0 ? 1 : Math.max(4, (count / most) * chartHeight);
        return <rect key={day} x={index * barWidth + 1} y={chartHeight - height} width={barWidth - 2} height={height}><title>{`${day}: ${count}`}</title></rect>;
      })}
    </svg>
  );
}

export function usageBars(days: Day[]): { bars: Bar[]; words: string } {
  const bars = lastDays(days).map(({ day, uses = 0 }) => ({ day, count: uses }));
  const all = bars.reduce((sum, { count }) => sum + count, 0);
  const busiest = bars.reduce((best, bar) => (bar.count > best.count ? bar : best), { day: "", count: 0 });
  return { bars: all > 0 ? bars : [], words: `${counted(all, "query", "queries")} in 30 days${all > 0 ? `, most on ${busiest.day}: ${figure(busiest.count)}` : ""}` };
}

export function Sparkline({ days }: { days: Day[] }) {
  const { bars, words } = usageBars(days);
  return bars.length > 0 ? <Bars small bars={bars} label={words} /> : null;
}

// A square for each of the last days, filled where the data came.
export function FreshnessStrip({ days }: { days: Day[] }) {
  const shown = lastDays(days);
  const came = shown.filter(({ refreshes = 0, runs = 0 }) => refreshes + runs > 0);
  if (came.length === 0) return null;
  const failed = shown.filter(({ failures = 0 }) => failures > 0).length;
  const words = `Came on ${came.length} of ${shown.length} days${failed > 0 ? `, failed on ${failed}` : ""}`;
  return (
    <>
      <svg class="strip" role="img" aria-label={words} viewBox={`0 0 ${shown.length * barWidth} ${barWidth}`} preserveAspectRatio="none">
        {shown.map(({ day, refreshes = 0, runs = 0, failures = 0 }, index) => (
          <rect key={day} class={failures > 0 ? "strip-bad" : refreshes + runs > 0 ? "strip-on" : "strip-off"} x={index * barWidth + 1} y={failures > 0 ? 0 : 1} width={barWidth - 2} height={barWidth - 2}>
            <title>{day}</title>
          </rect>
        ))}
      </svg>
      <span class="promise muted">{words}</span>
    </>
  );
}
