// What changed lately, newest first, by day. Nothing inserts itself: who wants newer events loads the page again.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { withBase } from "../api/base";
import { get } from "../api/client";
import { pathField, letterOf, useSchema } from "../api/schema";
import type { ChangeEvent, ChangesAnswer, FieldValue } from "../api/types";
import { useAnswer } from "../api/use";
import { useAllValues } from "../browse/all_values";
import { navigate, type Place } from "../router/location";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { useScreen } from "../router/screen";
import { Icon, typeShape } from "../shared/icon";
import { ProblemBox } from "../shared/states";
import { Badge } from "../shared/text";
import { absoluteTime, counted, shortened } from "../shared/words";
import { byDay, dayTitle, detailWords, runWords, toneOfChange } from "./days";

const pageSize = 20;
const filterNames = ["kind", "domain", "since"] as const;
type FilterName = (typeof filterNames)[number];
const ages: FieldValue[] = [
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
];

// The filters of the address, and nothing else of it.
function chosenFilters(query: string): URLSearchParams {
  const given = new URLSearchParams(query);
  const chosen = new URLSearchParams();
  for (const name of filterNames) {
    const value = given.get(name);
    if (value) chosen.set(name, value);
  }
  return chosen;
}

const requestPath = (filters: URLSearchParams, more: Record<string, string> = {}): string =>
  `/api/v1/activity?${new URLSearchParams([...filters, ...Object.entries({ size: String(pageSize), ...more })])}`;

export function ActivityScreen({ place }: { place: Place }) {
  const filters = chosenFilters(place.query);
  const path = requestPath(filters);
  const { answer, problem, retry, busy } = useAnswer<ChangesAnswer>(path);
  const older = useOlder(path, filters, busy ? undefined : answer);
  const events = [...(answer?.items ?? []), ...older.events];
  const heading = useScreen("activity", "Recent activity", answer !== undefined || problem !== undefined);
  return (
    <div class="page activity">
      <h1 ref={heading} tabIndex={-1}>Recent activity</h1>
      <p class="lead">What changed between one index run and the next, for 90 days.</p>
      <Filters filters={filters} />
      {problem && <ProblemBox problem={problem} retry={retry} />}
      {answer && events.length === 0 && <p class="muted">Nothing changed{filters.size > 0 ? " that these filters let through" : " since the first index run"}.</p>}
      <div aria-busy={busy}>
        {byDay(events).map(({ day, events: ofDay }) => (
          <section aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>{dayTitle(day)}</h2>
            <ol class="changes">{ofDay.map((event) => <Change key={event.id} event={event} />)}</ol>
          </section>
        ))}
      </div>
      {older.more && <button type="button" class="button" disabled={older.busy} onClick={older.load}>Show older</button>}
    </div>
  );
}

// The pages behind the first one, asked for one by one; focus goes to the first event that is new.
function useOlder(path: string, filters: URLSearchParams, first: ChangesAnswer | undefined) {
  const [held, setHeld] = useState<{ path: string; pages: ChangesAnswer[] }>({ path, pages: [] });
  const [busy, setBusy] = useState(false);
  const focus = useRef("");
  const pages = held.path === path ? held.pages : [];
  const last = pages.at(-1) ?? first;
  useLayoutEffect(() => {
    if (!focus.current) return;
    document.getElementById(focus.current)?.focus();
    focus.current = "";
  }, [pages.length]);
  const load = () => {
    if (!last?.cursor) return;
    setBusy(true);
    get<ChangesAnswer>(requestPath(filters, { cursor: last.cursor })).then(
      (page) => {
        focus.current = page.items[0] ? `change-${page.items[0].id}` : "";
        setHeld({ path, pages: [...pages, page] });
        setBusy(false);
      },
      () => setBusy(false),
    );
  };
  return { events: pages.flatMap((page) => page.items), more: last?.more ?? false, busy, load };
}

function Filters({ filters }: { filters: URLSearchParams }) {
  const schema = useSchema();
  const { values } = useAllValues(pathField(schema)?.name);
  const domains = (values ?? []).map(({ value }) => ({ value, label: value }));
  const feed = new URLSearchParams([...filters, ["format", "atom"]]);
  return (
    <div class="activity-filters">
      <Filter name="kind" label="Kind" all="Every kind" values={schema.changes ?? []} filters={filters} />
      <Filter name="domain" label="Domain" all="Every domain" values={domains} filters={filters} />
      <Filter name="since" label="Since" all="90 days" values={ages} filters={filters} />
      <a href={withBase(`/api/v1/activity?${feed}`)} type="application/atom+xml">Atom feed</a>
    </div>
  );
}

interface FilterProps {
  name: FilterName;
  label: string;
  all: string;
  values: FieldValue[];
  filters: URLSearchParams;
}

function Filter({ name, label, all, values, filters }: FilterProps) {
  const chosen = filters.get(name) ?? "";
  const choose = (value: string) => {
    const next = new URLSearchParams(filters);
    if (value) next.set(name, value);
    else next.delete(name);
    navigate(next.size > 0 ? `/activity?${next}` : "/activity");
  };
  // A value of the address that is in no list stays visible, or it could not be taken out again.
  const listed = !chosen || values.some(({ value }) => value === chosen) ? values : [...values, { value: chosen, label: chosen }];
  return (
    <label>
      <span class="small muted">{label}</span>
      <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{all}</option>
        {listed.map(({ value, label: word }) => <option value={value}>{word}</option>)}
      </select>
    </label>
  );
}

function Change({ event }: { event: ChangeEvent }) {
  const schema = useSchema();
  const details = (event.details ?? []).map(detailWords);
  const [first = "", ...others] = details;
  const short = shortened(first, 160);
  const hidden = short === first ? others : details;
  const unlisted = event.more_details ?? 0;
  return (
    <li class="change" id={`change-${event.id}`} tabIndex={-1}>
      <time class="small muted" dateTime={event.at} title={absoluteTime(event.at)}>{event.at.slice(11, 16)}</time>
      <Badge tone={toneOfChange(event.change)}>{event.label}</Badge>
      <div class="change-words">
        {event.name && (
          <p>
            {event.type && <Icon shape={typeShape(letterOf(schema, event.type))} />}{" "}
            {event.key && event.url ? <Link to={itemPath(event.key)} dir="auto">{event.name}</Link> : <span dir="auto">{event.name}</span>}
            {event.domain && <span class="small muted"> in <span dir="auto">{event.domain}</span></span>}
            {event.source && <span class="small muted"> by {event.source}</span>}
          </p>
        )}
        {event.counts && <p>{runWords(event.counts)}</p>}
        {short && <p class="small" dir="auto">{short}</p>}
        {hidden.length + unlisted > 0 && (
          <details class="small">
            <summary>Show details{event.name ? <span class="off-screen"> of {event.name}</span> : null}</summary>
            <ul>{hidden.map((words) => <li dir="auto">{words}</li>)}</ul>
            {unlisted > 0 && <p class="muted">and {counted(unlisted, "more", "more")}</p>}
          </details>
        )}
      </div>
    </li>
  );
}
