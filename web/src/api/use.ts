// A hook over the client: the answer to a path, with the former one kept on screen while the next is on its way.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { forget, get, remembered } from "./client";
import { Problem } from "./problem";

export interface Fetched<T> {
  answer: T | undefined; // May belong to an earlier path while `busy`.
  problem: Problem | undefined;
  busy: boolean;
  answeredPath: string; // The path `answer` belongs to.
  retry: () => void;
  cancel: () => void;
}

interface Held<T> {
  path: string; // The path that `answer` answers.
  answer?: T;
  problem?: Problem;
  problemPath: string; // The path that `problem` is about.
}

// Fetches `path` (null: nothing yet) and keeps the former answer on screen until the next one is there.
export function useAnswer<T>(path: string | null): Fetched<T> {
  const [held, setHeld] = useState<Held<T>>({ path: "", problemPath: "" });
  const [attempt, setAttempt] = useState(0);
  const running = useRef<AbortController | null>(null);
  const known = path === null ? undefined : remembered<T>(path);

  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    running.current = abort;
    get<T>(path, abort.signal).then(
      (answer) => !abort.signal.aborted && setHeld({ path, answer, problemPath: "" }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const problem = error instanceof Problem ? error : new Problem("failed", String(error));
        setHeld((former) => ({ ...former, problem, problemPath: path }));
      },
    );
    return () => abort.abort();
  }, [path, attempt]);

  const retry = useCallback(() => {
    if (path !== null) forget(path);
    setHeld((former) => {
      const { problem: _, ...rest } = former;
      return { ...rest, problemPath: "" };
    });
    setAttempt((count) => count + 1);
  }, [path]);
  const cancel = useCallback(() => {
    running.current?.abort();
    if (path !== null) setHeld((former) => ({ ...former, problem: new Problem("failed", "Cancelled."), problemPath: path }));
  }, [path]);

  const problem = held.problemPath === path ? held.problem : undefined;
  const fresh = held.path === path;
  const answer = fresh ? held.answer : (known ?? held.answer);
  const answeredPath = fresh ? held.path : known !== undefined ? (path ?? "") : held.path;
  return { answer, problem, busy: path !== null && answeredPath !== path && !problem, answeredPath, retry, cancel };
}
