// Events by day, as the Activity screen and the items' own history show them.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { get } from "../api/client";
import { letterOf, useSchema } from "../api/schema";
import type { ChangeEvent, ChangesAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { Icon, typeShape } from "../shared/icon";
import { ProblemBox } from "../shared/states";
import { Badge } from "../shared/text";
import { absoluteTime, counted, shortened } from "../shared/words";
import { byDay, dayTitle, detailWords, runWords, toneOfChange } from "./days";

const pageSize = 20;

export const activityRequest = (filters: URLSearchParams, more: Record<string, string> = {}): string =>
  `/api/v1/activity?${new URLSearchParams([...filters, ...Object.entries({ size: String(pageSize), ...more })])}`;

// `none`: what to say when there are no events.
export function Events({ filters, none }: { filters: URLSearchParams; none: string }) {
  const path = activityRequest(filters);
  const { answer, problem, retry, busy } = useAnswer<ChangesAnswer>(path);
  const older = useOlder(path, filters, busy ? undefined : answer);
  const events = [...(answer?.items ?? []), ...older.events];
  return (
    <>
      {problem && <ProblemBox problem={problem} retry={retry} />}
      {answer && events.length === 0 && <p class="muted">{none}</p>}
      <div aria-busy={busy}>
        {byDay(events).map(({ day, events: ofDay }) => (
          <section aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>{dayTitle(day)}</h2>
            <ol class="changes">{ofDay.map((event) => <Change key={event.id} event={event} />)}</ol>
          </section>
        ))}
      </div>
      {older.more && <button type="button" class="button" disabled={older.busy} onClick={older.load}>Show older</button>}
    </>
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
    get<ChangesAnswer>(activityRequest(filters, { cursor: last.cursor })).then(
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
