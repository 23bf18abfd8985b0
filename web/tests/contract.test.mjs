// Contracts: whether they are kept, row by row, their text, and what changed between two versions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, axe, narrow, open, parameters, shot, wide, withPage } from "./harness.mjs";
import { itemPath, itemWith } from "./mesh.mjs";

const broken = (await api("search?type=contract&contract=broken&size=1&facets=none")).hits[0];
const some = await itemWith("x");
const noContract = !some && "no contract";

const made = (current, more = {}) => ({
  key: some?.key, name: "Orders", version: current ? "2.0.0" : "1.0.0", current, versions: 2, format: "odcs", state: "kept",
  objects: [{ name: "orders", columns_total: 1, columns: [{ path: "<b>id</b>", type: "string", required: true, state: "kept" }] }],
  promises: [{ kind: "freshness", text: "Every day", state: "broken", expected: "1 day", found: "3 days" }],
  checks: { total: 2, failed: 1, unchecked: 0 }, other: { "x-unknown.section": "<i>kept as it is</i>" }, original: "a: 1\nb: 2\n", ...more,
});

async function withContract(page) {
  await page.route("**/api/v1/assets/*/contract**", (route) => {
    const url = new URL(route.request().url());
    if (url.pathname.endsWith("/versions")) return route.fulfill({ json: { contracts: [{ key: some.key, name: "Orders", versions: [{ version: "2.0.0", current: true, bytes: 9 }, { version: "1.0.0", current: false, bytes: 9 }] }] } });
    if (url.pathname.endsWith("/compare")) {
      const changes = [{ kind: "column_removed", effect: "breaking", where: "orders.total", text: "Column total is gone." }, { kind: "column_added", effect: "compatible", where: "orders.note", text: "Column note is new." }];
      return route.fulfill({ json: { key: some.key, from: url.searchParams.get("from"), to: url.searchParams.get("to"), verdict: "breaking", changes } });
    }
    return route.fulfill({ json: { contracts: [made(!url.searchParams.has("version"))] } });
  });
}

test("47 the banner of a broken contract counts the rows that fail", { skip: !broken && "no broken contract" }, async () => {
  for (const look of [{ width: wide, scheme: "light" }, { width: narrow, scheme: "dark" }]) {
    await withPage(look, async (page) => {
      await open(page, itemPath(broken.key));
      const banner = await page.locator(".notice-bad").first().textContent();
      const [, failed, total] = /Broken: (\d+) of (\d+) checks? fails?/.exec(banner);
      assert.equal(await page.locator('tr[data-state="broken"]').count(), Number(failed));
      assert.equal(await page.locator("tr[data-state]").count(), Number(total));
      assert.deepEqual(await axe(page), []);
      await shot(page, `contract-broken-${look.width}-${look.scheme}`);
    });
  }
});

test("47 a comparison marks what is gone as breaking", { skip: noContract }, () =>
  withPage({}, async (page) => {
    await withContract(page);
    await open(page, `${itemPath(some.key)}?tab=versions`);
    const changes = page.locator(".contract-change");
    await changes.first().waitFor();
    assert.match(await changes.nth(0).textContent(), /^Breaking.*Column total is gone/);
    assert.match(await changes.nth(1).textContent(), /^Compatible/);
    await page.getByLabel("From").selectOption("2.0.0");
    await page.waitForURL((url) => url.searchParams.get("compare") === "2.0.0");
    assert.deepEqual(parameters(page), ["tab=versions", "compare=2.0.0", "version=2.0.0"]);
    assert.deepEqual(await axe(page), []);
    await page.getByRole("link", { name: "1.0.0", exact: true }).click();
    await page.getByText("This is version 1.0.0.").waitFor();
  }));

test("48 fields that the model does not have stand under Other fields, as text", { skip: noContract }, () =>
  withPage({}, async (page) => {
    await withContract(page);
    await open(page, itemPath(some.key));
    await page.getByRole("heading", { name: "Other fields" }).waitFor();
    const panel = await page.getByRole("tabpanel").textContent();
    assert.ok(panel.includes("x-unknown.section") && panel.includes("<i>kept as it is</i>") && panel.includes("<b>id</b>"));
  }));

test("an address can point at a line of the contract", { skip: noContract }, () =>
  withPage({}, async (page) => {
    await withContract(page);
    await open(page, `${itemPath(some.key)}#L2`);
    await page.locator("#L2").waitFor();
    assert.equal(await page.locator("#L2").textContent(), "b: 2");
  }));
