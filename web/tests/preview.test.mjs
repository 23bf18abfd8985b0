// The preview beside the results, and the list as a file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, axe, narrow, open, parameters, settled, shot, withPage } from "./harness.mjs";
import { word } from "./mesh.mjs";

const { hits } = await api(`search?q=${word.word}&size=20&facets=none`);

test("p opens the preview, j and k lead it along, Escape closes it and gives the focus back", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=${word.word}`);
    const panel = page.getByRole("complementary", { name: "Preview" });
    const title = () => panel.locator("h3").first().textContent();
    const length = await page.evaluate(() => history.length);
    await page.keyboard.press("j");
    await page.keyboard.press("p");
    await panel.locator("h3").first().waitFor();
    assert.equal(await title(), hits[0].title || hits[0].name);
    assert.equal(await page.evaluate(() => document.activeElement.id), "preview-title");
    assert.deepEqual(parameters(page), [`q=${word.word}`, `preview=${hits[0].key}`]);
    await page.keyboard.press("j");
    await page.waitForFunction((name) => document.querySelector(".preview h3")?.textContent === name, hits[1].title || hits[1].name);
    assert.equal(await page.evaluate(() => document.activeElement.className), "card-link");
    await page.keyboard.press("p");
    assert.equal(await page.evaluate(() => document.activeElement.id), "preview-title");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    assert.equal(await page.locator(".card-link").nth(1).evaluate((link) => link === document.activeElement), true);
    assert.deepEqual(parameters(page), [`q=${word.word}`]);
    assert.equal(await page.evaluate(() => history.length), length);
  }));

test("the Preview button opens it, the address brings it back, a filter closes it", async () => {
  for (const scheme of ["light", "dark"]) {
    await withPage({ scheme }, async (page) => {
      await open(page, `/search?q=${word.word}`);
      const filters = await page.locator(".filters").boundingBox();
      await page.getByRole("button", { name: /^Preview of/ }).first().click();
      await page.locator(".preview h3").first().waitFor();
      assert.deepEqual(await page.locator(".filters").boundingBox(), filters);
      assert.deepEqual(await axe(page), []);
      await shot(page, `preview-${scheme}`);
      await page.reload();
      await settled(page);
      await page.locator(".preview h3").first().waitFor();
      await page.locator(".filters input[type=checkbox]").first().click();
      await page.waitForFunction(() => !document.querySelector(".preview"));
    });
  }
});

test("a narrow window has no preview, and says nothing of one", () =>
  withPage({ width: narrow }, async (page) => {
    await open(page, `/search?q=${word.word}&preview=${hits[0].key}`);
    assert.equal(await page.locator(".preview, .preview-button").count(), 0);
  }));

const allowed = (await api("status")).access?.scopes?.includes("catalog:export");
const exported = await fetch(new URL(`api/v1/export?format=csv&q=${word.word}`, process.env.WAYMARK_URL));

test("the results come as a file of rows, one for each", { skip: (!allowed || !exported.ok) && "this server gives no lists away" }, () =>
  withPage({ acceptDownloads: true }, async (page) => {
    await open(page, `/search?q=${word.word}`);
    await page.getByText("Copy as…").click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download CSV" }).click()]);
    assert.match(file.suggestedFilename(), /\.csv$/);
  }));
