// Edits of people in a workbook, and other things that only a server of the test's own can show.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, heading, narrow, open, search, settled, shot, wide, withPage } from "./harness.mjs";
import { lines, noProgram, withServer } from "./own_server.mjs";
import { workbook } from "./workbook.mjs";

const table = (name, more = {}) => ({ id: name, type: "table", platform: "snowflake", qualified_name: `prod.sales.${name}`, description: `All ${name}.`, owners: ["ana@example.com"], criticality: "low", ...more });
const headers = ["Platform", "Qualified name", "Owner", "Criticality", "Description"];
const edits = workbook([
  headers,
  ["snowflake", "prod.sales.orders", "team:Orders", "high", "Orders that were paid."],
  ["snowflake", "prod.sales.gone", "team:Lost", "", ""],
]);
const files = { "catalog.jsonl": lines(table("orders"), table("returns")), "edits.xlsx": edits };

const found = async (site, words) => (await (await fetch(`${site.url}api/v1/search?q=${words}`)).json()).hits[0];

test("67 an edited field shows the edit and its mark, and its source shows both values, files and times", { skip: noProgram }, () =>
  withServer(files, async (site) => {
    const { key } = await found(site, "orders");
    for (const look of [{ width: wide, scheme: "light" }, { width: narrow, scheme: "dark" }]) {
      await withPage({ ...look, site: site.url }, async (page) => {
        await open(page, `${site.url}asset/${key}`);
        const fact = (label) => page.locator(".item-facts .fact-pair").filter({ has: page.locator("dt", { hasText: new RegExp(`^${label}$`) }) });
        assert.match(await fact("Owner").locator("dd").first().textContent(), /Orders/);
        assert.match(await fact("Owner").locator(".edit-mark").textContent(), /^Edited in edits\.xlsx/);
        assert.equal(await fact("Owner").locator(".edit-mark time").count(), 1);
        assert.match(await page.locator(".summary").textContent(), /Orders that were paid\./);
        assert.equal(await page.locator(".summary .edit-mark").count(), 1);
        const source = fact("Criticality").locator(".source-of");
        await source.locator("summary").click();
        const words = await source.locator("li").allTextContents();
        assert.equal(words.length, 2, words.join(" | "));
        assert.match(words[0], /edited by hand.*high.*Shown.*edits\.xlsx.*read/i);
        assert.match(words[1], /low.*catalog\.jsonl.*read/i);
        assert.equal(await source.locator("time").count(), 2);
        assert.deepEqual(await axe(page), []);
        await shot(page, `edited-${look.width}-${look.scheme}`);
      });
    }
  }));

test("68 an edit of what is gone stands under Edits not applied", { skip: noProgram }, () =>
  withServer(files, async (site) => {
    for (const look of [{ width: wide, scheme: "light" }, { width: narrow, scheme: "dark" }]) {
      await withPage({ ...look, site: site.url }, async (page) => {
        await open(page, `${site.url}activity`);
        const lost = page.getByRole("region", { name: "Edits not applied" });
        await lost.waitFor();
        assert.match(await lost.textContent(), /1 edited row.*edits\.xlsx/);
        assert.deepEqual(await axe(page), []);
        await shot(page, `edits-not-applied-${look.width}-${look.scheme}`);
      });
    }
  }));

test("8 what was removed says so, with its name and day", { skip: noProgram }, () =>
  withServer(files, async (site) => {
    const { key } = await found(site, "returns");
    site.write({ "catalog.jsonl": lines(table("orders")) });
    await site.index();
    await withPage({ site: site.url, allow: /404/ }, async (page) => {
      await page.waitForTimeout(1500); // The server looks for a new index every second.
      await open(page, `${site.url}asset/${key}`);
      assert.match(await page.locator("main").textContent(), /returns.* was removed on \d+/i);
      assert.ok([404, 410].includes((await fetch(`${site.url}api/v1/assets/${key}`)).status));
    });
  }));

test("36 the server stops: an alert, the old results; it starts again: Retry works", { skip: noProgram }, () =>
  withServer(files, async (site) => {
    await withPage({ site: site.url, allow: /ERR_|Failed to load/ }, async (page) => {
      await open(page, `${site.url}search?q=orders`);
      const before = await page.locator(".card-link").allTextContents();
      await site.stop();
      await page.fill("#q", "returns");
      await page.press("#q", "Enter");
      await page.getByRole("alert").waitFor({ timeout: 3000 });
      assert.deepEqual(await page.locator(".card-link").allTextContents(), before);
      await site.start();
      await page.getByRole("button", { name: "Retry" }).click();
      await page.waitForFunction(() => !document.querySelector("[role=alert]"));
      await settled(page);
      assert.match(await heading(page), /returns/);
    });
  }));

test("49 three real changes: nothing inserts itself, the button counts them and brings them", { skip: noProgram }, () =>
  withServer(files, async (site) => {
    site.write({ "catalog.jsonl": lines(table("orders", { criticality: "medium" }), table("returns"), table("refunds")) });
    await site.index();
    await withPage({ site: site.url }, async (page) => {
      await page.clock.install();
      await page.waitForTimeout(1500);
      await open(page, `${site.url}activity`);
      const rows = page.locator(".change");
      await rows.first().waitFor();
      const before = await rows.allTextContents();
      site.write({ "catalog.jsonl": lines(table("orders", { criticality: "medium" }), table("returns"), table("refunds"), table("parcels"), table("claims")) });
      await site.index(); // Two tables and the run itself: three events.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await page.clock.runFor(61_000);
      const button = page.getByRole("button", { name: "3 new changes" });
      await button.waitFor();
      assert.deepEqual(await rows.allTextContents(), before);
      await button.click();
      await page.waitForFunction((count) => document.querySelectorAll(".change").length > count, before.length);
      assert.equal(await button.count(), 0);
    });
  }));

test("what the last run could not read is said above every screen", { skip: noProgram }, () =>
  withServer({ ...files, "broken.json": "{\"tables\": [" }, async (site) => {
    await withPage({ site: site.url }, async (page) => {
      await open(page, site.url);
      await page.getByRole("region", { name: "Notice" }).waitFor();
      assert.match(await page.getByRole("region", { name: "Notice" }).textContent(), /1 of 3 files could not be read in the last run: .*broken\.json/);
      await search(page, "orders");
      await page.getByRole("button", { name: "Dismiss" }).click();
      assert.equal(await page.getByRole("region", { name: "Notice" }).count(), 0);
    });
  }));
