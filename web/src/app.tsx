// Chooses the screen for the address. Everything but Home and Search comes in a later chunk.
import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { firstAnswer } from "./api/client";
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
import { Later, laterPart, type Part } from "./shared/later_part";
import { ProblemBox } from "./shared/states";

const lineage: Part<typeof import("./lineage/screen")> = { load: () => import("./lineage/screen") };
const waiting = <div class="page" aria-busy="true" />;

function Screen({ place }: { place: Place }) {
  const route = routeOf(place.path);
  if (route.screen === "home") return <HomeScreen />;
  if (route.screen === "search") return <SearchScreen place={place} />;
  if (route.screen === "lineage") {
    return <Later key="lineage" part={lineage} waiting={waiting} draw={({ LineageScreen }) => <LineageScreen key={route.key} itemKey={route.key} place={place} />} />;
  }
  return (
    <Later
      key="later"
      part={laterPart}
      waiting={waiting}
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
  const [begun, setBegun] = useState(false);
  const status = useAnswer<StatusAnswer>(begun ? "/api/v1/status" : null);
  useEffect(() => void firstAnswer.then(() => setBegun(true)), []);
  const [shortcuts, setShortcuts] = useState(false);
  useKeys({ "?": () => setShortcuts(true) });
  return (
    <SchemaContext.Provider value={schema}>
      <StatusContext.Provider value={status.answer}>
        <Frame ready={schema.answer !== undefined || schema.problem !== undefined}>
          {schema.answer ? <Screen place={place} /> : schema.problem ? <NoSchema fetched={schema} /> : waiting}
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
      <ProblemBox problem={problem} retry={retry} />
    </div>
  );
}
