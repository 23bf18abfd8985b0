// A link within the catalog. Modified clicks are left to the browser.
import type { ComponentChildren } from "preact";
import { withBase } from "../api/base";
import { navigate } from "./location";

interface LinkProps {
  to: string;
  children: ComponentChildren;
  class?: string;
  title?: string | undefined;
  dir?: "auto";
  rel?: string;
  tabIndex?: number;
  "aria-label"?: string;
  "aria-current"?: "page" | undefined;
}

export function followed(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

export function Link({ to, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (!followed(event) || event.defaultPrevented) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).focus({ preventScroll: true });
    navigate(to);
  };
  return (
    <a {...rest} href={withBase(to)} onClick={follow}>
      {children}
    </a>
  );
}
