// Where the visitor is: the address, and how to change it.
//
// Every entry of the browser's history has an id. What a screen should look like again after Back is kept per entry:
// the scroll position, the element that had the focus, and which disclosures were open.
import { useEffect, useState } from "preact/hooks";
import { withBase, withoutBase } from "../api/base";

export interface Place {
  path: string; // Without the mount path: "/search".
  query: string; // With the question mark, or empty.
  hash: string;
  entry: string; // Id of the history entry.
  arrival: "load" | "push" | "back";
}

interface Kept {
  scroll: number;
  focus: string; // A selector inside the page.
  open: Record<string, boolean>;
}

const kept = new Map<string, Kept>();
const listeners = new Set<(place: Place) => void>();
const newId = () => Math.random().toString(36).slice(2, 10);

function read(arrival: Place["arrival"]): Place {
  let entry = (history.state as { entry?: string } | null)?.entry;
  if (!entry) {
    entry = newId();
    history.replaceState({ entry }, "");
  }
  return { path: withoutBase(location.pathname), query: location.search, hash: location.hash, entry, arrival };
}

let place: Place = read("load");
export const here = (): Place => place;

const keptOf = (entry: string): Kept => {
  let found = kept.get(entry);
  if (!found) kept.set(entry, (found = { scroll: 0, focus: "", open: {} }));
  return found;
};

// A way to find the focused element again once the screen has been drawn anew.
function focusSelector(element: Element | null): string {
  if (!element || element === document.body) return "";
  if (element.id) return `#${CSS.escape(element.id)}`;
  const href = element.getAttribute("href");
  if (!href) return "";
  const article = element.closest("article[id]");
  return `${article ? `#${CSS.escape(article.id)} ` : ""}a[href="${CSS.escape(href)}"]`;
}

function keepNow(): void {
  const current = keptOf(place.entry);
  current.scroll = window.scrollY;
  current.focus = focusSelector(document.activeElement);
}

function arrive(next: Place): void {
  place = next;
  for (const listener of listeners) listener(next);
}

export function navigate(path: string, { replace = false } = {}): void {
  const target = withBase(path);
  if (replace) {
    history.replaceState({ entry: place.entry }, "", target);
    arrive({ ...read(place.arrival), arrival: place.arrival });
    return;
  }
  keepNow();
  history.pushState({ entry: newId() }, "", target);
  arrive(read("push"));
}

const storageName = "waymark.kept";

export function startRouter(): void {
  history.scrollRestoration = "manual";
  try {
    const stored = JSON.parse(sessionStorage.getItem(storageName) ?? "[]") as [string, Kept][];
    for (const [entry, value] of stored) kept.set(entry, value);
  } catch {
    // Without storage a reload starts at the top.
  }
  window.addEventListener("popstate", () => {
    // The page has already moved to the other entry; scroll and focus still are the former one's.
    keepNow();
    arrive(read("back"));
  });
  window.addEventListener("pagehide", () => {
    keepNow();
    try {
      sessionStorage.setItem(storageName, JSON.stringify([...kept].slice(-30)));
    } catch {
      // See above.
    }
  });
}

export function usePlace(): Place {
  const [current, setCurrent] = useState(place);
  useEffect(() => {
    setCurrent(place);
    listeners.add(setCurrent);
    return () => void listeners.delete(setCurrent);
  }, []);
  return current;
}

// Puts scroll and focus back as they were when this entry was left. Call it once the content is on screen.
export function restorePosition(): void {
  const current = kept.get(place.entry);
  if (!current) return;
  if (place.arrival === "back" && current.focus) {
    document.querySelector<HTMLElement>(current.focus)?.focus({ preventScroll: true });
  }
  window.scrollTo(0, current.scroll);
}

export const hasKeptPosition = (): boolean => kept.has(place.entry);

// An open or closed disclosure of this history entry: it is as it was left after Back.
export function useOpen(name: string, initially = false): [boolean, (open: boolean) => void] {
  const entry = place.entry;
  const [, redraw] = useState(0);
  const open = keptOf(entry).open[name] ?? initially;
  const set = (next: boolean) => {
    keptOf(entry).open[name] = next;
    redraw((count) => count + 1);
  };
  return [open, set];
}
