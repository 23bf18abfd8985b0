import { describe, expect, it } from "vitest";
import { emptySearch } from "../search/state";
import { schema } from "../test_schema";
import { queryWords } from "./words";

describe("queryWords", () => {
  it("says a search as a person would", () => {
    const filters = [
      { field: "domain", value: "Finance", not: false },
      { field: "owner", value: "Ana Ruiz", not: true },
    ];
    expect(queryWords({ ...emptySearch, text: "orders", filters }, schema)).toBe("orders in Finance, not owner Ana Ruiz");
    expect(queryWords(emptySearch, schema)).toBe("everything");
  });
});
