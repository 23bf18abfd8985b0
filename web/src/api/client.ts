// GET requests to this catalog's API, with a short memory.
//
//   const answer = await get<SearchAnswer>("/api/v1/search?q=orders", signal);
//
// Answers are remembered for 30 seconds, so going back needs no request. A failure is a Problem.
// A request that got no answer at all is sent once more after a second.
import { noteTime } from "../shared/clock";
import { withBase } from "./base";
import { Problem, problemOf } from "./problem";

const rememberedFor = 30_000; // Milliseconds.
const rememberedAtMost = 60;

const memory = new Map<string, { at: number; answer: unknown }>();

export function remembered<T>(path: string): T | undefined {
  const entry = memory.get(path);
  return entry && Date.now() - entry.at < rememberedFor ? (entry.answer as T) : undefined;
}

export function forget(path: string): void {
  memory.delete(path);
}

function remember(path: string, answer: unknown): void {
  memory.delete(path);
  memory.set(path, { at: Date.now(), answer });
  for (const oldest of memory.keys()) {
    if (memory.size <= rememberedAtMost) break;
    memory.delete(oldest);
  }
}

// The server writes the schema into the shell, so the first results need no request before them.
const schema = document.querySelector<HTMLMetaElement>('meta[name="waymark-schema"]')?.content;
if (schema) memory.set("/api/v1/schema", { at: Infinity, answer: JSON.parse(schema) });

// What can wait until something is on screen waits for the first answer, or a second where a screen asks for none.
let tellFirst: () => void;
export const firstAnswer = new Promise<void>((resolve) => {
  tellFirst = resolve;
  setTimeout(resolve, 1000);
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function send(path: string, signal: AbortSignal | undefined, triesLeft: number): Promise<Response> {
  try {
    return await fetch(withBase(path), signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    if (!navigator.onLine) throw new Problem("offline", "");
    if (triesLeft === 0) throw new Problem("unreachable", "");
    await pause(1000);
    return send(path, signal, triesLeft - 1);
  }
}

export async function get<T>(path: string, signal?: AbortSignal, retries = 1): Promise<T> {
  const known = remembered<T>(path);
  if (known !== undefined) return known;
  const response = await send(path, signal, retries);
  if (!response.ok) throw await problemOf(response);
  const answer = (await response.json()) as T;
  noteTime((answer as { as_of?: string }).as_of);
  tellFirst();
  remember(path, answer);
  return answer;
}
