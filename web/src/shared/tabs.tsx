// The tabs pattern: arrow keys move and activate. The chosen tab is in the address, so the caller holds it.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { useMedia } from "./media";

export interface Tab {
  id: string;
  label: string;
  count?: number | undefined;
  panel: () => ComponentChildren;
}

interface TabsProps {
  label: string;
  tabs: Tab[];
  current: string;
  choose: (id: string) => void;
}

export function Tabs({ label, tabs, current, choose }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(0, tabs.findIndex((tab) => tab.id === current));
  const onKey = (event: KeyboardEvent) => {
    const places: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    const next = tabs[(place + tabs.length) % tabs.length];
    if (!next) return;
    choose(next.id);
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  const shown = tabs[at];
  const printing = useMedia("print"); // On paper every part is open.
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKey}>
        {tabs.map((tab, index) => (
          <button
            type="button"
            role="tab"
            id={`tab-${tab.id}`}
            class="tab"
            aria-selected={index === at}
            aria-controls={`panel-${tab.id}`}
            tabIndex={index === at ? 0 : -1}
            onClick={() => choose(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && <span class="tab-count">{tab.count.toLocaleString("en")}</span>}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div key={tab.id} role="tabpanel" id={`panel-${tab.id}`} aria-labelledby={`tab-${tab.id}`} tabIndex={tab === shown ? 0 : -1} hidden={tab !== shown && !printing}>
          {printing && <h2>{tab.label}</h2>}
          {(tab === shown || printing) && tab.panel()}
        </div>
      ))}
    </>
  );
}
