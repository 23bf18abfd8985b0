import { expect, test } from "vitest";
import { itemPath, routeOf } from "./paths";

test("a key's letter decides the screen's address", () => {
  expect(itemPath("p_abc")).toBe("/product/p_abc");
  expect(itemPath("t_abc")).toBe("/asset/t_abc");
  expect(itemPath("g_abc")).toBe("/asset/g_abc");
});

test("addresses are matched as a whole", () => {
  expect(routeOf("/search")).toEqual({ screen: "search" });
  expect(routeOf("/asset/t_1")).toEqual({ screen: "item", section: "asset", key: "t_1" });
  for (const path of ["/searching", "/asset", "/asset/", "/asset/a/b", "/nothing", "/search/x"]) expect(routeOf(path).screen).toBe("missing");
  expect(routeOf("/asset/%E0%A4%A").screen).toBe("item");
});
