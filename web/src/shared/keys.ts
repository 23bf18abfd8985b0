// Single-letter keys. They act outside text fields only, never with a modifier, and can be switched off in Help.
import { useLayoutEffect } from "preact/hooks";

const storageName = "waymark.keys";

export function keysOn(): boolean {
  try {
    return localStorage.getItem(storageName) !== "off";
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(storageName);
    else localStorage.setItem(storageName, "off");
  } catch {
    // Storage is blocked: the keys stay as they are.
  }
}

export function inTextField(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element || !("matches" in element)) return false;
  return element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button])");
}

export function useKeys(actions: Record<string, () => void>): void {
  // As soon as the screen is drawn, not after the paint: a key pressed at once counts.
  useLayoutEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (inTextField(event.target) || document.querySelector("dialog[open]") || !keysOn()) return;
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", act);
    return () => window.removeEventListener("keydown", act);
  });
}
