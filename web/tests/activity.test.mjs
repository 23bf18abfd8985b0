// Recent activity. The events are made up here: a mesh that was indexed once has none but its first run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, narrow, open, shot, wide, withPage } from "./harness.mjs";
import { itemWith, schema } from "./mesh.mjs";

const item = await itemWith("t");

const event = (number, day, change = schema.changes[number % (schema.changes.length - 1)]) => ({
  id: `e${number}`,
  at: `${day}T0${number % 10}:15:00Z`,
  change: change.value,
  label: change.label,
  key: item.key,
  type: item.type,
  name: `<b>Change ${number}</b>`,
  domain: "Commerce/Orders",
  source: "glue",
  url: `/asset/${item.key}`,
  details: [{ field: "columns.amount", before: "int", after: "decimal(12,2)" }, { field: "owner", before: "Ana" }],
});

// Answers the page's requests with two pages of events and hands out what was asked.
async function withEvents(page) {
  const asked = [];
  await page.route("**/api/v1/activity?*", (route) => {
    const parameters = new URL(route.request().url()).searchParams;
    asked.push(parameters);
    const older = parameters.has("cursor");
    const items = older ? [event(7, "2026-10-30"), event(8, "2026-10-30")] : [event(3, "2026-11-02"), event(2, "2026-11-02"), event(1, "2026-11-01")];
    return route.fulfill({ json: { items, cursor: "next", more: !older } });
  });
  return asked;
}

test("events stand under their day, inert, with what was and what is", { skip: !item && "no table" }, async () => {
  for (const look of [{ width: wide, scheme: "light" }, { width: narrow, scheme: "dark" }]) {
    await withPage(look, async (page) => {
      await withEvents(page);
      await open(page, "/activity");
      assert.deepEqual(await page.locator(".activity h2").count(), 2);
      assert.match(await page.locator(".activity h2").first().textContent(), /2 November 2026/);
      const first = page.locator(".change").first();
      assert.match(await first.textContent(), /<b>Change 3<\/b>/);
      assert.match(await first.textContent(), /column amount: int → decimal\(12,2\)/);
      await first.getByText("Show details").click();
      assert.match(await first.locator("details").innerText(), /owner: Ana → none/);
      assert.deepEqual(await axe(page), []);
      await shot(page, `activity-${look.width}-${look.scheme}`);
    });
  }
});

test("49 show older adds below and moves the focus to the first new event", { skip: !item && "no table" }, () =>
  withPage({}, async (page) => {
    const asked = await withEvents(page);
    await open(page, "/activity");
    await page.getByRole("button", { name: "Show older" }).click();
    await page.locator("#change-e7").waitFor();
    assert.equal(asked.at(-1).get("cursor"), "next");
    assert.equal(await page.locator(".change").count(), 5);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "change-e7");
    assert.equal(await page.getByRole("button", { name: "Show older" }).count(), 0);
  }));

test("filters are in the address and in the feed", { skip: !item && "no table" }, () =>
  withPage({}, async (page) => {
    await withEvents(page);
    await open(page, "/activity");
    const kind = schema.changes[0];
    await page.getByLabel("Kind").selectOption(kind.value);
    await page.waitForURL(`**/activity?kind=${kind.value}`);
    const asking = page.waitForRequest((request) => request.url().includes("/api/v1/activity?") && request.url().includes("since=7d"));
    await page.getByLabel("Since").selectOption("7d");
    await page.waitForURL(`**/activity?kind=${kind.value}&since=7d`);
    assert.equal(new URL((await asking).url()).searchParams.get("kind"), kind.value);
    assert.match(await page.getByRole("link", { name: "Atom feed" }).getAttribute("href"), new RegExp(`kind=${kind.value}.*format=atom`));
    await page.goBack();
    await page.waitForFunction(() => [...document.querySelectorAll(".activity-filters select")].at(-1)?.value === "");
  }));
