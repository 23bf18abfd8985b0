import { describe, expect, it } from "vitest";
import { sharesOf } from "./explain";

describe("sharesOf", () => {
  it("says the parts in words, largest first, and adds up equal ones", () => {
    const parts = [
      { signal: "importance", value: 2 },
      { signal: "text", term: "orders", field: "name", value: 5 },
      { signal: "text", term: "orders", field: "name", value: 1 },
      { signal: "deprecated", value: -4 },
      { signal: "container_context", value: 1 },
    ];
    expect(sharesOf(parts)).toEqual([
      { words: "“orders” in name", value: 6 },
      { words: "Deprecated", value: -4 },
      { words: "Used, described, owned, certified", value: 2 },
      { words: "Container context", value: 1 },
    ]);
  });
  it("leaves out what hardly counts", () => {
    expect(sharesOf([{ signal: "exact_name", value: 1000 }, { signal: "standing", value: 1 }])).toHaveLength(1);
  });
});
