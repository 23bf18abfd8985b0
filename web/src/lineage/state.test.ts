import { describe, expect, it } from "vitest";
import { lineageAddress, lineageRequest, parseLineage } from "./state";

describe("the lineage address", () => {
  it("is the state, without defaults", () => {
    expect(lineageAddress("t_1", parseLineage(""))).toBe("/lineage/t_1");
    const query = "up=1&down=3&level=column&col=order_id&view=table&jobs=hidden&only=sensitive&open=a&open=b&expand=t_2&focus=t_3";
    expect(lineageAddress("t_1", parseLineage(query))).toBe(`/lineage/t_1?${query}`);
  });
  it("ignores what it does not know", () => {
    expect(parseLineage("up=99&down=x&level=planet&view=cube&foo=1")).toEqual(parseLineage(""));
    expect(parseLineage("level=column").level).toBe("asset");
  });
  it("asks the API for the column of column level only", () => {
    expect(lineageRequest("t_1", parseLineage("level=column&col=a%26b"))).toContain("level=column&column=a%26b");
    expect(lineageRequest("t_1", parseLineage("col=a"))).not.toContain("column");
  });
});
