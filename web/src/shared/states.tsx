// What is shown when there is nothing to show, yet or at all.
import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../api/problem";
import { CopyButton } from "./copy";
import { Icon } from "./icon";
import { counted } from "./words";

const commands = ["waymark index exports/ --index data/index", "waymark serve --index data/index"];

const askAgainAfter = 5000; // Milliseconds.

// Asks again every few seconds: the page fills by itself.
export function EmptyIndex({ retry }: { retry: () => void }) {
  useEffect(() => {
    const timer = setInterval(retry, askAgainAfter);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <div class="state">
      <p>Read your export files into an index, then serve it. This page fills by itself as soon as the index is there.</p>
      {commands.map((command) => (
        <p class="command">
          <code>{command}</code>
          <CopyButton iconOnly text={command} label={`Copy the command ${command}`} done="Command copied" />
        </p>
      ))}
    </div>
  );
}

// Counts down, then tries again.
function Waiting({ seconds, retry }: { seconds: number; retry: () => void }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setTimeout(() => (left <= 1 ? retry() : setLeft(left - 1)), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return <p class="notice notice-warn">Too many searches at once. Trying again in {left} s.</p>;
}

// The words for a problem. `old` says that an earlier answer stays on screen below.
export function ProblemBox({ problem, retry, old = false }: { problem: Problem; retry: () => void; old?: boolean }) {
  useEffect(() => {
    if (problem.kind !== "offline") return;
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [problem]);
  if (problem.kind === "waiting") return <Waiting key={problem} seconds={problem.retryAfter} retry={retry} />;
  if (problem.kind === "offline") {
    return <p class="notice notice-warn">You are offline. {old ? "Showing the last results." : "Results come back with the network."}</p>;
  }
  if (problem.kind === "empty") return <EmptyIndex retry={retry} />;
  if (problem.kind === "signin") return <p class="notice notice-warn">Sign in to search.</p>;
  return (
    <div class="notice notice-bad" role="alert">
      <Icon shape="warning" />
      <div>
        <p>
          <strong>{problem.kind === "refused" ? "The server could not use this search." : "Search did not answer."}</strong>{" "}
          {problem.kind === "refused" ? problem.message : ""}
        </p>
        {problem.requestId && <p class="small muted">Request {problem.requestId}</p>}
      </div>
      <button type="button" class="button" onClick={retry}>Retry</button>
    </div>
  );
}

// True once `busy` has lasted for `after` milliseconds.
export function useLate(busy: boolean, after: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!busy) return;
    const timer = setTimeout(() => setLate(true), after);
    return () => clearTimeout(timer);
  }, [busy, after]);
  return busy && late;
}

export function CardSkeletons({ count }: { count: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: count }, () => (
        <div class="card skeleton-card">
          <span class="skeleton skeleton-short" />
          <span class="skeleton skeleton-title" />
          <span class="skeleton" />
          <span class="skeleton skeleton-half" />
        </div>
      ))}
    </div>
  );
}

export const moreCount = (count: number): string => counted(count, "more", "more");
