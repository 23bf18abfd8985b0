// Suggestions for the text in the box: 60 ms after the last key, one request at a time, and only ever rows that belong
// to the text as it is now. A failure gives no rows.
import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import type { Schema, SuggestAnswer } from "../api/types";
import { type SearchState, suggestRequest } from "../search/state";

const waitAfterKey = 60; // Milliseconds.
const longestAsked = 64; // Characters; the API gives nothing for more.

export interface Suggested {
  text: string; // What the answer answers.
  answer: SuggestAnswer;
}

export function useSuggestions(text: string, open: boolean, state: SearchState, schema: Schema, size: number): Suggested | undefined {
  const [suggested, setSuggested] = useState<Suggested>();
  const typed = text.trim();
  useEffect(() => {
    if (!open || typed === "" || typed.length > longestAsked) return setSuggested(undefined);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      get<SuggestAnswer>(suggestRequest(typed, size, state, schema), abort.signal, 0).then(
        (answer) => !abort.signal.aborted && setSuggested({ text: typed, answer }),
        () => !abort.signal.aborted && setSuggested(undefined),
      );
    }, waitAfterKey);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [typed, open]);
  return suggested;
}
