// A modal dialog on the native element: the rest of the page is inert, Escape closes, focus goes back to the opener.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icon";

interface DialogProps {
  name: string;
  label: string;
  close: () => void;
  children: ComponentChildren;
  foot?: ComponentChildren;
  full?: boolean;
}

export function Dialog({ name, label, close, children, foot, full = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    element.current?.showModal();
    return () => opener?.focus();
  }, []);
  // A click on the dialog element itself is a click on its backdrop.
  const onClick = (event: MouseEvent) => event.target === element.current && close();
  // The browser itself lets Tab leave for its own bars; here it goes round.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Tab") return;
    const stops = [...(element.current?.querySelectorAll<HTMLElement>("a[href], button, input, select") ?? [])].filter((stop) => stop.offsetParent !== null);
    const leaving = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== leaving) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  };
  return (
    <dialog ref={element} class={full ? "dialog dialog-full" : "dialog"} aria-labelledby={`${name}-label`} onClose={close} onClick={onClick} onKeyDown={onKeyDown}>
      <div class="dialog-head">
        <h2 id={`${name}-label`}>{label}</h2>
        <button type="button" class="icon-button" aria-label="Close" title="Close" onClick={close}>
          <Icon shape="close" />
        </button>
      </div>
      <div class="dialog-body">{children}</div>
      {foot && <div class="dialog-foot">{foot}</div>}
    </dialog>
  );
}
