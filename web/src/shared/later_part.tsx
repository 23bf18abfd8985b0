// A part of the page that comes in a chunk of its own when it is first needed.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

export interface Part<T> {
  load: () => Promise<T>;
  here?: T;
}

// The screens outside the first view, and what opens on demand in it.
export const laterPart: Part<typeof import("../later")> = { load: () => import("../later") };

interface LaterProps<T> {
  part: Part<T>;
  draw: (module: T) => ComponentChildren;
  waiting: ComponentChildren; // Stands there until the chunk is.
}

export function Later<T>({ part, draw, waiting }: LaterProps<T>) {
  const [module, setModule] = useState(part.here);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (module) return;
    part.load().then((loaded) => setModule(() => (part.here = loaded)), () => setFailed(true));
  }, []);
  if (failed) return <p class="notice notice-bad" role="alert">This part of the page did not arrive. Reload to try again.</p>;
  return <>{module ? draw(module) : waiting}</>;
}
