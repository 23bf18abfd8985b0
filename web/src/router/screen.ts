// What every screen does when it has something to show: it sets the document's title, moves the focus to its heading
// after a route change, or puts scroll and focus back after Back.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { announce } from "../frame/announce";
import { here, restorePosition } from "./location";

let settledEntry = ""; // The history entry whose focus and scroll are already in place.
let settledScreen = ""; // The screen shown before this one.

// `screen` names what is shown ("search", an item's key); a change of it counts as a new screen. `ready` says that the
// heading and the content are drawn.
export function useScreen(screen: string, title: string, ready: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (title) document.title = `${title} · Waymark`;
  }, [title]);
  const { entry, arrival } = here();
  useLayoutEffect(() => {
    if (!ready || settledEntry === entry) return;
    settledEntry = entry;
    const newScreen = settledScreen !== screen;
    settledScreen = screen;
    if (arrival !== "push") {
      restorePosition();
      if (arrival === "back" && newScreen && (!document.activeElement || document.activeElement === document.body)) {
        heading.current?.focus({ preventScroll: true });
      }
      return;
    }
    if (!newScreen) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
    if (title) announce(title);
  });
  return heading;
}
