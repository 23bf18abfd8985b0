// The parts around every screen: skip link, header, main, footer, live region.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useStatus } from "../api/schema";
import { withBase } from "../api/base";
import type { StatusAnswer } from "../api/types";
import { Link } from "../router/link";
import { usePlace } from "../router/location";
import { counted, figure } from "../shared/words";
import { SearchBox } from "./search_box";
import { chooseTheme, chosenTheme, type Theme, themes } from "./theme";

const themeWords: Record<Theme, string> = { auto: "Auto", light: "Light", dark: "Dark" };

function ThemeSwitch() {
  const [theme, setTheme] = useState(chosenTheme);
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <label class="theme">
      <span class="off-screen">Theme</span>
      <select value={theme} onChange={(event) => choose(event.currentTarget.value as Theme)}>
        {themes.map((name) => <option value={name}>{themeWords[name]}</option>)}
      </select>
    </label>
  );
}

function NavLink({ to, children }: { to: string; children: string }) {
  const current = usePlace().path === to;
  return <Link to={to} aria-current={current ? "page" : undefined}>{children}</Link>;
}

// The footer comes with the first screen: drawn earlier, it would be pushed down in sight of the visitor.
export function Frame({ children, ready }: { children: ComponentChildren; ready: boolean }) {
  const place = usePlace();
  const toMain = (event: MouseEvent) => {
    event.preventDefault();
    document.getElementById("main")?.focus();
  };
  return (
    <>
      <header class="header">
        <a class="skip" href="#main" onClick={toMain}>Skip to results</a>
        <div class="header-row">
          <Link to="/" class="brand">
            <svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" /><path d="M7 9.5 11.6 23 16 12.5 20.4 23 25 9.5" /></svg>
            <span>Waymark</span>
          </Link>
          <SearchBox place={place} />
          <nav class="nav" aria-label="Main">
            <NavLink to="/domains">Browse</NavLink>
            <NavLink to="/activity">Activity</NavLink>
            <NavLink to="/saved">Saved</NavLink>
            <NavLink to="/help">Help</NavLink>
            <ThemeSwitch />
          </nav>
        </div>
      </header>
      <IndexNotice />
      <main id="main" tabIndex={-1}>{children}</main>
      {ready && <Footer />}
      <div id="live" class="off-screen" role="status" />
    </>
  );
}

const hour = 3600; // Seconds.
const oldAfter = 7 * 24 * hour;

function ageWords(seconds: number): string {
  if (seconds < 90) return "a minute ago";
  if (seconds < 2 * hour) return `${Math.round(seconds / 60)} minutes ago`;
  if (seconds < 48 * hour) return `${Math.round(seconds / hour)} hours ago`;
  return `${Math.floor(seconds / (24 * hour))} days ago`;
}

// What the visitor should know of the index before trusting what is not there.
function noticeOf(status: StatusAnswer | undefined): ComponentChildren {
  const run = status?.last_run;
  if (run && (run.failed ?? 0) > 0) {
    return <>{figure(run.failed ?? 0)} of {counted(run.files ?? 0, "file")} could not be read in the last run: {run.last_error} (see <Link to="/activity">Activity</Link>)</>;
  }
  if (run?.outcome === "refused" || run?.outcome === "failed") return <>The last index run published nothing: {run.last_error} (see <Link to="/activity">Activity</Link>)</>;
  const age = status?.generation?.age_s ?? 0;
  return age < oldAfter ? null : `This index is ${counted(Math.floor(age / (24 * hour)), "day")} old. Details may be out of date.`;
}

function IndexNotice() {
  const notice = noticeOf(useStatus());
  const [dismissed, setDismissed] = useState(false);
  if (!notice || dismissed) return null;
  return (
    <div class="notice notice-warn notice-wide" role="region" aria-label="Notice">
      <p dir="auto">{notice}</p>
      <button type="button" class="button" onClick={() => setDismissed(true)}>Dismiss</button>
    </div>
  );
}

function Footer() {
  const status = useStatus();
  const age = status?.generation?.age_s;
  const sources = status?.sources?.length ?? 0;
  const total = status?.assets?.total;
  return (
    <footer class="footer">
      <p>
        {age !== undefined && <span>Index built {ageWords(age)}{sources > 0 ? ` from ${counted(sources, "source")}` : ""}</span>}
        {total !== undefined && <span>{counted(total, "item")}</span>}
        {status?.version && <span>Waymark {status.version}</span>}
        <a href={withBase("/api/v1/schema")}>API</a>
      </p>
    </footer>
  );
}
