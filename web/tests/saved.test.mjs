// Saved searches, which live in the browser alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, heading, narrow, open, parameters, search, settled, shot, wide, withPage } from "./harness.mjs";
import { word } from "./mesh.mjs";

const save = async (page, text) => {
  await search(page, text);
  await page.getByRole("button", { name: "Save search" }).click();
  await page.getByRole("link", { name: "Saved", exact: true }).last().waitFor();
};

test("50 a saved search survives a reload, and Undo brings back what was deleted", async () => {
  for (const look of [{ width: wide, scheme: "light" }, { width: narrow, scheme: "dark" }]) {
    await withPage(look, async (page) => {
      await open(page, "/");
      await save(page, word.word);
      await open(page, "/saved");
      await page.reload();
      await settled(page);
      const row = page.locator(".saved-row");
      assert.equal(await row.count(), 1);
      await row.getByText(/^[\d,]+ results?$/).waitFor();
      assert.deepEqual(await axe(page), []);
      await shot(page, `saved-${look.width}-${look.scheme}`);
      await page.getByRole("button", { name: /^Delete/ }).click();
      assert.equal(await row.count(), 0);
      assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
      await page.getByRole("button", { name: "Undo" }).click();
      assert.equal(await row.count(), 1);
      await row.getByRole("link").first().click();
      await page.waitForURL((url) => url.pathname.endsWith("/search"));
      await settled(page);
      assert.deepEqual(parameters(page), [`q=${word.word}`]);
    });
  }
});

test("50 with the storage blocked there is a sentence and no exception", () =>
  withPage({}, async (page) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await open(page, "/");
    await search(page, word.word);
    await page.getByRole("button", { name: "Save search" }).click();
    await page.getByText("This browser keeps nothing for this page").first().waitFor();
    await open(page, "/saved");
    assert.equal(await heading(page), "Saved searches");
  }));

test("a saved search can be renamed, and a file takes the list to another browser", () =>
  withPage({ acceptDownloads: true }, async (page) => {
    await open(page, "/");
    await save(page, word.word);
    await open(page, "/saved");
    await page.getByRole("button", { name: /^Rename/ }).click();
    await page.getByLabel("Name of the search").fill("<b>mine</b>");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".saved-row h2").textContent(), "<b>mine</b>");
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export as a file" }).click()]);
    const path = await file.path();
    await page.getByRole("button", { name: /^Delete/ }).click();
    await page.getByLabel("Import a file").setInputFiles(path);
    await page.locator(".saved-row").waitFor();
    assert.equal(await page.locator(".saved-row h2").textContent(), "<b>mine</b>");
  }));

test("a saved search says what came since the last visit", () =>
  withPage({}, async (page) => {
    await open(page, "/");
    await save(page, word.word);
    await page.evaluate(() => {
      const [entry] = JSON.parse(localStorage.getItem("waymark.saved"));
      localStorage.setItem("waymark.saved", JSON.stringify([{ ...entry, seen: entry.seen - 1 }]));
    });
    await open(page, "/saved");
    await page.getByText("1 more").waitFor();
  }));
