// The lineage screen. What the drawing does is tried on graphs made up here, whose shape is known; that the screen and
// the server agree is tried on the mesh itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, axe, heading, narrow, open, parameters, settled, shot, wide, withPage } from "./harness.mjs";
import { itemPath, itemWith } from "./mesh.mjs";

const centre = await itemWith("t");
const noTable = !centre && "no table";

// An item of the mesh that has something on both sides, two steps down if there is one.
async function linked() {
  const answer = await api("search?has=lineage&size=50&facets=none");
  for (const hit of answer.hits) {
    const lineage = await api(`assets/${hit.key}/lineage?up=1&down=2`);
    if (lineage.total_down > 1 && lineage.nodes.length < 60 && lineage.nodes.length > 4) return hit;
  }
  return undefined;
}
const real = await linked();

const node = (key, more = {}) => ({ key, type: "table", name: `<b>${key}</b>`, path: [{ name: "Sales" }], platform: "snowflake", ...more });

// Answers requests for lineage with what `graph` gives for the asked item and depths.
async function withGraph(page, graph) {
  await page.route("**/api/v1/assets/*/lineage?*", (route) => {
    const url = new URL(route.request().url());
    return route.fulfill({ json: { total_up: 0, total_down: 0, truncated: false, cycle: false, ...graph(url.pathname.split("/").at(-2), url.searchParams) } });
  });
}

const chain = (root, { down = "2" } = {}) => {
  const names = Array.from({ length: Number(down) }, (_, index) => `d${index + 1}`);
  const all = [root, ...names];
  return {
    root,
    nodes: all.map((key, index) => node(key, index === all.length - 1 ? { more_down: 3, freshness: "late" } : {})),
    edges: names.map((to, index) => ({ from: all[index], to, kind: "transforms" })),
    total_down: names.length + 3,
    impact: { assets: 5, products: 1, dashboards: 0, owners: [{ name: "Ana", mail: "ana@example.org" }] },
  };
};

const fan = (root) => ({
  root,
  nodes: [node(root), ...Array.from({ length: 411 }, (_, index) => node(`t_${index}`, { path: [{ name: `schema ${index % 3}` }] }))],
  edges: Array.from({ length: 411 }, (_, index) => ({ from: root, to: `t_${index}`, kind: "reads" })),
  total_down: 411,
});

const graphNodes = (page) => page.locator(".graph .node");

test("42 the drawing and the tables hold the same nodes and edges", { skip: !real && "no lineage" }, () =>
  withPage({}, async (page) => {
    await open(page, `/lineage/${real.key}?view=graph`);
    await page.locator(".graph").waitFor();
    const drawn = await graphNodes(page).evaluateAll((all) => all.filter((one) => !one.classList.contains("node-root")).map((one) => one.getAttribute("aria-label").split(", ")[0]));
    const edges = await page.locator(".graph .edge").count();
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.locator(".graph-tables").waitFor();
    const rows = await page.locator(".graph-tables tbody tr").evaluateAll((all) => all.map((one) => one.querySelector("th a, th button").textContent));
    assert.deepEqual(rows.sort(), drawn.sort());
    const answer = await api(`assets/${real.key}/lineage?up=2&down=2&max_nodes=500`);
    assert.equal(drawn.length + 1, answer.nodes.length);
    assert.equal(edges, answer.edges.filter((edge) => edge.from !== edge.to).length);
  }));

test("43 by keyboard alone: two steps downstream, its name read, opened", { skip: noTable }, () =>
  withPage({}, async (page) => {
    await withGraph(page, (key, asked) => chain(key, { down: asked.get("down") }));
    await open(page, `/lineage/${centre.key}?view=graph`);
    const graph = page.locator(".graph");
    await graph.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const active = page.locator(`[id="${await graph.getAttribute("aria-activedescendant")}"]`);
    assert.equal(await active.getAttribute("aria-label"), "<b>d2</b>, table, 2 steps downstream, late, +3 downstream");
    await page.keyboard.press("Enter");
    await page.locator(".graph-side").waitFor();
    assert.deepEqual(parameters(page), ["view=graph", "focus=d2"]);
    await page.locator(".graph-side").getByRole("link", { name: "Open", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname.includes("d2"));
  }));

test("44 of 412 items at most 150 are drawn, it says so, and groups open", { skip: noTable }, () =>
  withPage({}, async (page) => {
    await withGraph(page, fan);
    await page.addInitScript(() => {
      globalThis.longest = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (globalThis.longest = Math.max(globalThis.longest, entry.duration)))).observe({ type: "longtask", buffered: true });
    });
    await open(page, `/lineage/${centre.key}?view=graph`);
    await graphNodes(page).first().waitFor();
    assert.ok((await graphNodes(page).count()) <= 150);
    await page.getByText(/^Showing \d+ of 412\./).waitFor();
    const group = page.locator(".node.node-group").first();
    assert.match(await group.getAttribute("aria-label"), /^137 tables in schema \d/);
    await group.click();
    await page.waitForFunction(() => document.querySelectorAll(".graph .node").length > 137);
    await shot(page, "lineage-groups-1280");
  }));

test("45 depth out and back gives the same nodes, and the address restores what was expanded", { skip: noTable }, () =>
  withPage({}, async (page) => {
    await withGraph(page, (key, asked) => (key === "d1" ? { ...chain("d1", { down: "1" }), nodes: [node("d1"), node("side")], edges: [{ from: "d1", to: "side" }] } : chain(key, { down: asked.get("down") })));
    await open(page, `/lineage/${centre.key}?view=graph`);
    const names = () => graphNodes(page).evaluateAll((all) => all.map((one) => one.id).sort());
    await graphNodes(page).first().waitFor();
    const before = await names();
    await page.getByRole("button", { name: "One step more downstream" }).click();
    await page.waitForFunction((count) => document.querySelectorAll(".graph .node").length > count, before.length);
    await page.getByRole("button", { name: "One step less downstream" }).click();
    await page.waitForFunction((count) => document.querySelectorAll(".graph .node").length === count, before.length);
    assert.deepEqual(await names(), before);
    await page.locator(".graph").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("e");
    await page.waitForFunction(() => document.querySelector("#node-side"));
    const expanded = await names();
    await page.reload();
    await page.waitForFunction(() => document.querySelector("#node-side"));
    assert.deepEqual(await names(), expanded);
  }));

test("46 whatever is left out has a chip with its count", { skip: noTable }, () =>
  withPage({}, async (page) => {
    await withGraph(page, (key, asked) => {
      const graph = chain(key, { down: asked.get("down") });
      return { ...graph, nodes: graph.nodes.map((one) => (one.key === "d1" ? { ...one, type: "pipeline" } : one)) };
    });
    await open(page, `/lineage/${centre.key}?view=graph`);
    await page.getByRole("button", { name: "Up to 2 steps downstream: 3 more" }).waitFor();
    await page.getByRole("button", { name: "Hide pipelines" }).click();
    await page.getByRole("button", { name: "Pipelines: 1 hidden ×" }).waitFor();
    assert.equal(await page.locator(".graph .edge").count(), 1);
    await page.getByRole("button", { name: "Only sensitive" }).click();
    await page.getByRole("button", { name: "Not sensitive: 1 hidden ×" }).waitFor();
    await page.getByRole("button", { name: "Not sensitive: 1 hidden ×" }).click();
    await page.getByRole("button", { name: "Pipelines: 1 hidden ×" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".graph .edge").length === 2);
  }));

test("the lineage screen is clean, says the impact, and is a table on a phone", { skip: !real && "no lineage" }, async () => {
  for (const look of [{ width: wide, scheme: "light" }, { width: wide, scheme: "dark" }, { width: narrow, scheme: "light" }, { width: narrow, scheme: "dark" }]) {
    await withPage(look, async (page) => {
      await open(page, `/lineage/${real.key}`);
      await page.locator(look.width === wide ? ".graph" : ".graph-tables").waitFor();
      assert.equal(await heading(page), `Lineage of ${real.title || real.name}`);
      assert.match(await page.locator(".lead").textContent(), /^Changing this affects \d+ assets?, \d+ data products?, \d+ dashboards? and \d+ owners?\./);
      assert.deepEqual(await axe(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await shot(page, `lineage-${look.width}-${look.scheme}`);
    });
  }
});

test("the item screen leads to the lineage by button and by key", { skip: !real && "no lineage" }, () =>
  withPage({}, async (page) => {
    await open(page, itemPath(real.key));
    await page.keyboard.press("l");
    await page.waitForURL((url) => url.pathname.includes("/lineage/"));
    await settled(page);
    await page.goBack();
    await settled(page);
    await page.getByRole("link", { name: "Lineage", exact: true }).click();
    await page.waitForURL((url) => url.pathname.includes("/lineage/"));
  }));

test("the graph goes into a file as a drawing and as rows", { skip: noTable }, () =>
  withPage({ acceptDownloads: true }, async (page) => {
    await withGraph(page, (key, asked) => chain(key, { down: asked.get("down") }));
    await open(page, `/lineage/${centre.key}?view=graph`);
    const [rows] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download CSV" }).click()]);
    assert.equal(rows.suggestedFilename(), "lineage.csv");
    const [drawing] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download SVG" }).click()]);
    assert.equal(drawing.suggestedFilename(), "lineage.svg");
  }));
