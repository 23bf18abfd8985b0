import { describe, expect, it } from "vitest";
import { merged, renamed, type Saved, savedFrom, visited, withoutSaved, withSaved } from "./store";

const entry = (path: string, name = path): Saved => ({ name, path, seen: 3, at: "2026-11-02T00:00:00Z" });
const orders = entry("/search?q=orders", "orders");
const stock = entry("/search?q=stock", "stock");

describe("saved searches", () => {
  it("reads what was stored and leaves out what is none", () => {
    expect(savedFrom(JSON.stringify([orders, { name: "x", path: "//elsewhere.example/", seen: 1, at: "" }, 7, null]))).toEqual([orders]);
    expect(savedFrom("{not json")).toEqual([]);
    expect(savedFrom(null)).toEqual([]);
  });
  it("keeps one entry for one address, the newest first", () => {
    expect(withSaved([orders, stock], { ...stock, name: "stock levels" })).toEqual([{ ...stock, name: "stock levels" }, orders]);
  });
  it("renames, but never to nothing", () => {
    expect(renamed([orders], orders.path, "  my orders ")[0]?.name).toBe("my orders");
    expect(renamed([orders], orders.path, "   ")).toEqual([orders]);
  });
  it("remembers what was seen at the last visit", () => {
    expect(visited([orders, stock], stock.path, 9, "2026-11-03T00:00:00Z")[1]).toEqual({ ...stock, seen: 9, at: "2026-11-03T00:00:00Z" });
  });
  it("adds what a file brings without overwriting names", () => {
    expect(merged([orders], [{ ...orders, name: "theirs" }, stock])).toEqual([orders, stock]);
    expect(withoutSaved([orders, stock], orders.path)).toEqual([stock]);
  });
});
