// Every value of a field with its count, asked for page after page.
import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import { Problem } from "../api/problem";
import type { FacetAnswer, FacetValue } from "../api/types";

const pageSize = 100; // The most the API gives at once.
const mostPages = 50;

export function useAllValues(field: string | undefined) {
  const [values, setValues] = useState<FacetValue[]>();
  const [problem, setProblem] = useState<Problem>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (field === undefined) return;
    const abort = new AbortController();
    const collect = async () => {
      const all: FacetValue[] = [];
      for (let page = 1; page <= mostPages; page += 1) {
        const answer = await get<FacetAnswer>(`/api/v1/facets/${field}?size=${pageSize}&page=${page}`, abort.signal);
        all.push(...answer.values);
        if (!answer.more) break;
      }
      return all;
    };
    collect().then(setValues, (error: unknown) => !abort.signal.aborted && setProblem(error instanceof Problem ? error : new Problem("failed", "")));
    return () => abort.abort();
  }, [field, attempt]);
  const retry = () => {
    setProblem(undefined);
    setAttempt(attempt + 1);
  };
  return { values, problem, retry };
}
