// Events by day, as the Activity screen and the items' own history show them.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { forget, get } from "../api/client";
import { letterOf, useSchema } from "../api/schema";
import type { ChangeEvent, ChangesAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { announce } from "../frame/announce";
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
  const older = useOlder(filters, busy ? undefined : answer);
  const events = [...(answer?.items ?? []), ...older.events];
  const news = useNews(path, busy ? undefined : answer);
  const bringing = useRef(false);
  const showNews = () => {
    bringing.current = true;
    news.shown();
    retry();
  };
  // The button goes with the news it brings, so the focus goes to the newest.
  useLayoutEffect(() => {
    if (bringing.current) document.querySelector<HTMLElement>(".change")?.focus();
    bringing.current = false;
  }, [answer]);
  return (
    <>
      {news.count > 0 && <button type="button" class="button button-main news" onClick={showNews}>{news.all ? "" : "Over "}{counted(news.count, "new change")}</button>}
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

const lookAgainAfter = 60_000; // Milliseconds.

// How many events came since the list was drawn. They are counted, never put in: the visitor asks for them.
function useNews(path: string, drawn: ChangesAnswer | undefined) {
  const [news, setNews] = useState({ path: "", count: 0, all: true });
  const newest = drawn?.items[0]?.id;
  useEffect(() => {
    if (!drawn) return;
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      forget(path);
      const { items } = await get<ChangesAnswer>(path, undefined, 0);
      const at = newest === undefined ? items.length : items.findIndex((event) => event.id === newest);
      const count = at === -1 ? items.length : at;
      setNews({ path, count, all: at !== -1 });
      if (count > 0) announce(counted(count, "new change"));
    };
    // What does not answer now is asked again the next time.
    const timer = setInterval(() => void look().catch(() => {}), lookAgainAfter);
    return () => clearInterval(timer);
  }, [path, newest, drawn !== undefined]);
  const current = news.path === path ? news : { count: 0, all: true };
  return { ...current, shown: () => setNews({ path: "", count: 0, all: true }) };
}

// The pages behind the first one, asked for one by one; focus goes to the first event that is new.
function useOlder(filters: URLSearchParams, first: ChangesAnswer | undefined) {
  const [held, setHeld] = useState<{ first: ChangesAnswer | undefined; pages: ChangesAnswer[] }>({ first, pages: [] });
  const [busy, setBusy] = useState(false);
  const focus = useRef("");
  const pages = held.first === first ? held.pages : [];
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
        setHeld({ first, pages: [...pages, page] });
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
