// A newcomer's way through the page by keyboard alone: no pointer, no address typed after the first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, heading, open, settled, withPage } from "./harness.mjs";
import { facets, pathField } from "./mesh.mjs";

// The domain to look in: Finance where there is one, else the first that has what the journey needs.
const domains = (facets[pathField]?.values ?? []).map(({ value }) => value).filter((value) => !value.includes("/"));
const wanted = (domain) => `type=data_product&certification=certified&${pathField}=${encodeURIComponent(domain)}&has=contract`;
let domain = "";
for (const name of domains.sort((one, other) => Number(other === "Finance") - Number(one === "Finance"))) {
  if (!domain && (await api(`search?${wanted(name)}&size=0&facets=none`)).total > 0) domain = name;
}

test("62 by keyboard alone: a certified Finance product, why it is first, its lineage, its contract, the link, saved", { skip: !domain && "no certified product with lineage and a contract" }, () =>
  withPage({}, async (page) => {
    const press = (key) => page.keyboard.press(key);
    const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") || document.activeElement.innerText || "");
    // Tab until what has the focus says the words.
    const tabTo = async (words, most = 150) => {
      for (let step = 0; step < most; step += 1) {
        await press("Tab");
        if (words.test(await focused())) return;
      }
      assert.fail(`no tab stop says ${words}`);
    };
    const arrive = async (pattern) => {
      await page.waitForURL(pattern);
      await settled(page);
    };
    await open(page, "/");
    await press("/");
    await page.keyboard.type(`${domain.toLowerCase()} type:data_product has:contract`);
    await press("Enter");
    await arrive(/\/search\?q=/);

    // The certified ones of that domain, by the filters.
    const choose = async (facet, value) => {
      await press("f");
      const head = `[data-facet="${facet}"]`;
      for (let step = 0; step < 150 && !(await page.locator(head).evaluate((element) => element === document.activeElement)); step += 1) await press("Tab");
      if ((await page.locator(head).getAttribute("aria-expanded")) === "false") await press("Enter");
      await tabTo(value);
      const before = page.url();
      await press("Space");
      await page.waitForFunction((url) => location.href !== url, before);
      await settled(page);
    };
    await choose(pathField, new RegExp(`^${domain}, [\\d,]+ results?`));
    await choose("certification", /^Certified, [\d,]+ results?/);

    await press("j");
    const name = (await focused()).trim();
    await tabTo(/^Why is this here/, 20);
    await press("Enter");
    await page.locator(".shares tr").first().waitFor();
    assert.ok((await page.locator(".shares").first().locator("th").allTextContents()).every((words) => words.trim() !== ""));

    const back = async (words, most = 150) => {
      for (let step = 0; step < most; step += 1) {
        await press("Shift+Tab");
        if (words.test(await focused())) return;
      }
      assert.fail(`no tab stop before says ${words}`);
    };
    await back(/^Save search$/);
    await press("Enter");
    await page.waitForFunction(() => document.getElementById("live").textContent === "Search saved");
    const search = new URL(page.url()).search;

    await press("j");
    await press("Enter");
    await arrive(/\/product\//);
    assert.equal(await heading(page), name);

    await press("l");
    await arrive(/\/lineage\//);
    assert.equal(await heading(page), `Lineage of ${name}`);
    await tabTo(new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`), 40);
    await press("Enter");
    await arrive(/\/product\//);

    // The tabs are one stop; arrows move.
    await page.waitForFunction(() => document.querySelector("[role=tab]"));
    for (let step = 0; step < 60 && (await page.evaluate(() => document.activeElement.getAttribute("role"))) !== "tab"; step += 1) await press("Tab");
    for (let step = 0; step < 10 && !/^Contract/.test(await focused()); step += 1) await press("ArrowRight");
    await page.waitForURL(/tab=contract/);
    const contract = await page.locator("[role=tabpanel]:visible h2 a").first().textContent();
    await tabTo(new RegExp(`^${contract.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`), 20);
    await press("Enter");
    await arrive(/\/contract\//);
    await press("c");
    await page.waitForFunction(() => document.getElementById("live").textContent === "Link copied");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());

    // What was kept is there, and leads back.
    await press("/");
    await tabTo(/^Saved$/, 12);
    await press("Enter");
    await arrive(/\/saved/);
    assert.equal(await page.locator(".saved-row").count(), 1);
    assert.equal(new URL(await page.locator(".saved-row a").first().evaluate((link) => link.href)).search, search);
  }));
