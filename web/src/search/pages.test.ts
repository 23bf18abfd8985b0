import { expect, test } from "vitest";
import { pageList, reachablePages } from "./page_list";

test("few pages are all listed", () => {
  expect(pageList(1, 4)).toEqual([1, 2, 3, 4]);
});

test("skipped pages are one gap, and a gap never stands for a single page", () => {
  expect(pageList(6, 12)).toEqual([1, 0, 5, 6, 7, 0, 12]);
  expect(pageList(4, 12)).toEqual([1, 2, 3, 4, 5, 0, 12]);
  for (let last = 1; last <= 30; last += 1) {
    for (let current = 1; current <= last; current += 1) {
      const pages = pageList(current, last);
      expect(pages).toContain(current);
      pages.forEach((page, index) => {
        if (page === 0) expect((pages[index + 1] ?? 0) - (pages[index - 1] ?? 0)).toBeGreaterThan(2);
      });
    }
  }
});

test("no page lies past result 2,000", () => {
  expect(reachablePages(900, 20)).toBe(100);
  expect(reachablePages(900, 50)).toBe(40);
  expect(reachablePages(3, 20)).toBe(3);
});
