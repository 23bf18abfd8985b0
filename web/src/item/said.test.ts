import { expect, test } from "vitest";
import type { Asset } from "../api/types";
import { editOf, saidOf } from "./said";

const asset: Asset = {
  key: "t_1",
  type: "table",
  name: "orders",
  sources: [
    { name: "edits", format: "waymark_workbook", place: "edits.xlsx Assets!2", read_at: "2026-11-02T10:00:00Z" },
    { name: "glue", format: "glue", place: "glue.json" },
  ],
  provenance: { owner: "edits (workbook)", description: "glue" },
  conflicts: [{ field: "owner", used: "Cy", values: [{ value: "Cy", source: "edits (workbook)" }, { value: "Ana\nBo", source: "glue" }] }],
};

test("an edit stands above what it replaced, each with its file", () => {
  const said = saidOf(asset, "owner");
  expect(said.map(({ source, edited, value, used }) => [source, edited, value, used])).toEqual([["edits", true, "Cy", true], ["glue", false, "Ana, Bo", false]]);
  expect(said.map(({ files }) => files.map((file) => file.place))).toEqual([["edits.xlsx Assets!2"], ["glue.json"]]);
  expect(editOf(said)?.source).toBe("edits");
});

test("what one source says has that source and no value of its own", () => {
  expect(saidOf(asset, "description")).toEqual([{ source: "glue", edited: false, value: "", used: true, files: [asset.sources?.[1]] }]);
  expect(editOf(saidOf(asset, "description"))).toBeUndefined();
});

test("what nobody is known to have said has no source, unless there is only one", () => {
  expect(saidOf(asset, "criticality")).toEqual([]);
  const [, glue] = asset.sources ?? [];
  expect(saidOf({ ...asset, sources: glue ? [glue] : [], conflicts: [], provenance: {} }, "criticality").map(({ source }) => source)).toEqual(["glue"]);
});
