// What changed of an item lately, and how it was used day by day.
import { Events } from "../activity/events";
import type { Asset } from "../api/types";
import type { Tab } from "../shared/tabs";
import { figure } from "../shared/words";
import { Bars, type Day, lastDays, usageBars } from "./days";

export function activityTab(asset: Asset, field = "key"): Tab[] {
  const panel = () => <div class="activity"><Events filters={new URLSearchParams({ [field]: asset.key })} none="Nothing changed since this was first indexed." /></div>;
  return [{ id: "activity", label: "Activity", panel }];
}

function Usage({ asset, days }: { asset: Asset; days: Day[] }) {
  const shown = lastDays(days);
  const { bars, words } = usageBars(days);
  const told = shown.filter(({ uses: own = 0, refreshes = 0, runs = 0 }) => own + refreshes + runs > 0).reverse();
  return (
    <>
      {bars.length > 0 && <><Bars bars={bars} label={words} /><p class="small muted">{words}</p></>}
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
