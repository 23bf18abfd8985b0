// "Copy as…": a menu whose list comes when it is first opened.
import { useRef, useState } from "preact/hooks";
import type { SearchAnswer } from "../api/types";
import { Later, laterPart } from "../shared/later_part";
import type { SearchState } from "./state";

export function CopyAs({ state, answer, heading }: { state: SearchState; answer: SearchAnswer | undefined; heading: string }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [asked, setAsked] = useState(false);
  const close = () => {
    menu.current?.removeAttribute("open");
    menu.current?.querySelector("summary")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    event.preventDefault();
    close();
  };
  return (
    <details class="menu" ref={menu} onToggle={() => setAsked(true)} onKeyDown={onKeyDown}>
      <summary class="button">Copy as…</summary>
      <div class="menu-list">
        {asked && <Later part={laterPart} waiting={null} draw={({ CopyForms }) => <CopyForms state={state} answer={answer} heading={heading} close={close} />} />}
      </div>
    </details>
  );
}
