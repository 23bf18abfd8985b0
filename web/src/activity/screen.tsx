// What changed lately, newest first, by day. Nothing inserts itself: a button says how much is new.
import { withBase } from "../api/base";
import { fieldNamed, pathField, useSchema, useStatus } from "../api/schema";
import type { ChangesAnswer, FacetAnswer, FieldValue } from "../api/types";
import { useAnswer } from "../api/use";
import { useAllValues } from "../browse/all_values";
import { navigate, type Place } from "../router/location";
import { useScreen } from "../router/screen";
import { counted } from "../shared/words";
import { DayChart } from "./day_chart";
import { activityRequest, Events } from "./events";

const filterNames = ["kind", "domain", "owner", "since"] as const;
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

export function ActivityScreen({ place }: { place: Place }) {
  const filters = chosenFilters(place.query);
  const { answer, problem } = useAnswer<ChangesAnswer>(activityRequest(filters));
  const heading = useScreen("activity", "Recent activity", answer !== undefined || problem !== undefined);
  return (
    <div class="page activity" aria-busy={!answer && !problem}>
      <h1 ref={heading} tabIndex={-1}>Recent activity</h1>
      <p class="lead">What changed between one index run and the next, for 90 days.</p>
      <Filters filters={filters} />
      <LostEdits />
      <DayChart filters={filters} begin={answer !== undefined} />
      <Events filters={filters} none={`Nothing changed${filters.size > 0 ? " that these filters let through" : " since the first index run"}.`} />
    </div>
  );
}

// Rows of workbooks whose thing no source describes any more: somebody should know, or the edit is lost in silence.
function LostEdits() {
  const lost = useStatus()?.last_run?.edits_not_applied;
  if (!lost || lost.count === 0) return null;
  const left = lost.count - lost.examples.length;
  return (
    <section class="notice notice-warn lost-edits" aria-labelledby="lost-edits">
      <div>
        <h2 id="lost-edits">Edits not applied</h2>
        <p class="small">{counted(lost.count, "edited row")} of workbooks {lost.count === 1 ? "is" : "are"} about something that no source describes any more.</p>
        <ul class="small">{lost.examples.map((example) => <li dir="auto">{example}</li>)}</ul>
        {left > 0 && <p class="small">and {counted(left, "more", "more")}, in the report of the run</p>}
      </div>
    </section>
  );
}

function Filters({ filters }: { filters: URLSearchParams }) {
  const schema = useSchema();
  const { values } = useAllValues(pathField(schema)?.name);
  const domains = (values ?? []).map(({ value }) => ({ value, label: value }));
  const people = useAnswer<FacetAnswer>(fieldNamed(schema, "owner") ? "/api/v1/facets/owner?size=100" : null);
  const owners = (people.answer?.values ?? []).map(({ value, label }) => ({ value, label: label ?? value }));
  const feed = new URLSearchParams([...filters, ["format", "atom"]]);
  return (
    <div class="activity-filters">
      <Filter name="kind" label="Kind" all="Every kind" values={schema.changes ?? []} filters={filters} />
      <Filter name="domain" label="Domain" all="Every domain" values={domains} filters={filters} />
      {fieldNamed(schema, "owner") && <Filter name="owner" label="Owner" all="Everybody" values={owners} filters={filters} />}
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
