import { expect, test } from "vitest";
import { counted, figure, middleCut, relativeTime } from "./words";

const at = Date.parse("2026-11-01T00:00:00Z");

test("ages are told in the unit that fits", () => {
  expect(relativeTime("2026-10-31T23:59:40Z", at)).toBe("just now");
  expect(relativeTime("2026-10-31T23:50:00Z", at)).toBe("10 min ago");
  expect(relativeTime("2026-10-31T21:00:00Z", at)).toBe("3 h ago");
  expect(relativeTime("2026-10-29T00:00:00Z", at)).toBe("3 days ago");
  expect(relativeTime("2026-07-01T00:00:00Z", at)).toBe("4 months ago");
  expect(relativeTime("2021-11-01T00:00:00Z", at)).toBe("5 years ago");
  expect(relativeTime("2026-11-03T00:00:00Z", at)).toBe("in 2 days");
  expect(relativeTime("no time", at)).toBe("no time");
});

test("counts agree with their word", () => {
  expect(counted(1, "result")).toBe("1 result");
  expect(counted(1280, "result")).toBe("1,280 results");
  for (const count of [0, 999, 1000, 99_999, 100_000, 1_234_567]) expect(figure(count)).toBe(count.toLocaleString("en"));
  expect(counted(2, "person", "people")).toBe("2 people");
});

test("a cut name keeps both its ends", () => {
  const name = "prod.sales.fct_customer_orders_daily_snapshot";
  const [head, tail] = middleCut(name);
  expect(head + tail).toBe(name);
  expect(tail).toHaveLength(14);
  expect(middleCut("orders")).toEqual(["orders", ""]);
});
