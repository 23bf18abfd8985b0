// Which page numbers to list.
import { deepestResult } from "./state";

// 1 … 4 [5] 6 … 12; 0 stands for skipped pages.
export function pageList(current: number, last: number): number[] {
  const wanted = new Set([1, last, current - 1, current, current + 1]);
  if (current <= 3) for (const page of [2, 3, 4]) wanted.add(page);
  if (current >= last - 2) for (const page of [last - 3, last - 2, last - 1]) wanted.add(page);
  const pages = [...wanted].filter((page) => page >= 1 && page <= last).sort((one, other) => one - other);
  return pages.flatMap((page, index) => {
    const gap = page - (pages[index - 1] ?? 0);
    if (gap === 2) return [page - 1, page];
    return gap > 2 ? [0, page] : [page];
  });
}

// The API reaches no further than result 2,000.
export const reachablePages = (pages: number, size: number): number => Math.min(pages, Math.floor(deepestResult / size));
