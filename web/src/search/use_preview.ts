// The preview beside the results: which result it shows is in the address, without entries of its own in the history.
import { useEffect, useRef } from "preact/hooks";
import { useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { navigate } from "../router/location";
import { useMedia } from "../shared/media";
import { type SearchState, searchPath } from "./state";

export interface PreviewSwitch {
  possible: boolean; // Narrow windows have no room for it.
  shown: string; // A key, or empty.
  toggle: (key: string) => void;
  step: (key: string) => void; // Into the panel, or out of it.
  follow: (key: string) => void; // Shows another result once one is shown.
  close: () => void;
}

export function usePreview(state: SearchState, answer: SearchAnswer | undefined): PreviewSwitch {
  const schema = useSchema();
  const possible = useMedia("(min-width: 1100px)");
  const latest = useRef(state);
  latest.current = state;
  const show = (key: string) => {
    if (latest.current.preview !== key) navigate(searchPath({ ...latest.current, preview: key }, schema), { replace: true });
  };
  const shown = possible && answer?.hits.some((hit) => hit.key === state.preview) ? state.preview : "";
  const close = () => {
    show("");
    const inPanel = document.activeElement?.closest(".preview");
    if (inPanel) document.querySelector<HTMLElement>(`#card-${CSS.escape(shown)} .card-link`)?.focus();
  };
  useEffect(() => {
    if (!shown) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open], details.menu[open]")) close();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [shown]);
  return {
    possible,
    shown,
    close,
    toggle: (key) => (key === shown ? close() : possible && key && show(key)),
    step: (key) => {
      const title = document.getElementById("preview-title");
      if (document.activeElement?.closest(".preview")) close();
      else if (key && key === shown) title?.focus({ preventScroll: true });
      else if (possible && key) {
        show(key);
        title?.focus({ preventScroll: true });
      }
    },
    follow: (key) => {
      if (shown && key) show(key);
    },
  };
}
