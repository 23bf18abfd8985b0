// Chooses the screen for the address. Everything but Home and Search comes in a later chunk.
import type { FunctionComponent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { SchemaContext, StatusContext } from "./api/schema";
import type { Schema, StatusAnswer } from "./api/types";
import { useAnswer } from "./api/use";
import { Frame } from "./frame/frame";
import { ShortcutsDialog } from "./frame/shortcuts";
import { HomeScreen } from "./home/screen";
import { type Place, usePlace } from "./router/location";
import { routeOf } from "./router/paths";
import { SearchScreen } from "./search/screen";
import { useKeys } from "./shared/keys";
import { EmptyIndex, ProblemBox } from "./shared/states";

// A part of the page that comes when it is first needed.
interface Part<T> {
  load: () => Promise<T>;
  here?: T;
}

const later: Part<typeof import("./later")> = { load: () => import("./later") };
const lineage: Part<typeof import("./lineage/screen")> = { load: () => import("./lineage/screen") };

function Later<T>({ part, draw }: { part: Part<T>; draw: (screens: T) => preact.ComponentChildren }) {
  const [screens, setScreens] = useState(part.here);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (screens) return;
    part.load().then((module) => setScreens(() => (part.here = module)), () => setFailed(true));
  }, []);
  if (failed) return <div class="page"><p class="notice notice-bad" role="alert">This part of the page did not arrive. Reload to try again.</p></div>;
  return screens ? <>{draw(screens)}</> : <div class="page" aria-busy="true" />;
}

function Screen({ place }: { place: Place }) {
  const route = routeOf(place.path);
  if (route.screen === "home") return <HomeScreen />;
  if (route.screen === "search") return <SearchScreen place={place} />;
  if (route.screen === "lineage") {
    return <Later key="lineage" part={lineage} draw={({ LineageScreen }) => <LineageScreen key={route.key} itemKey={route.key} place={place} />} />;
  }
  return (
    <Later
      key="later"
      part={later}
      draw={({ ActivityScreen, ItemScreen, DomainsScreen, HelpScreen, MissingScreen, SavedScreen }) => {
        if (route.screen === "activity") return <ActivityScreen place={place} />;
        if (route.screen === "item") return <ItemScreen key={route.key} itemKey={route.key} section={route.section} place={place} />;
        const chosen: Record<string, FunctionComponent> = { domains: DomainsScreen, saved: SavedScreen, help: HelpScreen };
        const Chosen = chosen[route.screen] ?? MissingScreen;
        return <Chosen />;
      }}
    />
  );
}

export function App() {
  const place = usePlace();
  const schema = useAnswer<Schema>("/api/v1/schema");
  const status = useAnswer<StatusAnswer>(schema.answer ? "/api/v1/status" : null);
  const [shortcuts, setShortcuts] = useState(false);
  useKeys({ "?": () => setShortcuts(true) });
  useRefresh(schema.problem?.kind === "empty", schema.retry);
  return (
    <SchemaContext.Provider value={schema}>
      <StatusContext.Provider value={status.answer}>
        <Frame ready={schema.answer !== undefined || schema.problem !== undefined}>
          {schema.answer ? <Screen place={place} /> : schema.problem ? <NoSchema fetched={schema} /> : <div class="page" aria-busy="true" />}
        </Frame>
        {shortcuts && <ShortcutsDialog close={() => setShortcuts(false)} />}
      </StatusContext.Provider>
    </SchemaContext.Provider>
  );
}

function NoSchema({ fetched }: { fetched: ReturnType<typeof useAnswer<Schema>> }) {
  const { problem, retry } = fetched;
  if (!problem) return null;
  return (
    <div class="page">
      <h1 tabIndex={-1}>{problem.kind === "empty" ? "Nothing is indexed yet" : problem.kind === "signin" ? "Sign in" : "Search"}</h1>
      {problem.kind === "empty" ? <EmptyIndex /> : <ProblemBox problem={problem} retry={retry} />}
    </div>
  );
}

// Asks again every few seconds while there is no index: the page fills by itself.
function useRefresh(on: boolean, retry: () => void): void {
  const latest = useRef(retry);
  latest.current = retry;
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => latest.current(), 5000);
    return () => clearInterval(timer);
  }, [on]);
}
