// The search box and its suggestions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, heading, narrow, open, parameters, search, settled, shot, wide, withPage } from "./harness.mjs";
import { facetWith, schema, screens, word } from "./mesh.mjs";

const start = word.word.slice(0, 3);
const box = "#q";

async function type(page, text) {
  await page.locator(box).pressSequentially(text);
  await page.locator("#suggestions [role=option]").first().waitFor();
}

test("11 / and Ctrl+K focus the box from each screen; / in a field types a slash", async () => {
  const all = await screens();
  await withPage({}, async (page) => {
    for (const [name, path] of all) {
      await open(page, path);
      const inBox = () => page.evaluate(() => document.activeElement.id === "q");
      await page.keyboard.press("/");
      assert.equal(await inBox(), true, name);
      await page.keyboard.press("End");
      await page.keyboard.type("/");
      assert.match(await page.inputValue(box), /\/$/);
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press("Control+k");
      assert.equal(await inBox(), true, name);
    }
  });
});

test("12 the combobox's attributes follow the list", () =>
  withPage({}, async (page) => {
    await open(page, "/");
    const attribute = (name) => page.locator(box).getAttribute(name);
    assert.equal(await attribute("role"), "combobox");
    assert.equal(await attribute("aria-expanded"), "false");
    await type(page, start);
    assert.equal(await attribute("aria-expanded"), "true");
    assert.equal(await page.locator(`#${await attribute("aria-controls")}[role=listbox]`).count(), 1);
    assert.equal(await attribute("aria-activedescendant"), null);
    await page.keyboard.press("ArrowDown");
    const active = await attribute("aria-activedescendant");
    assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    assert.equal(await page.locator("[role=option][aria-selected=true]").count(), 1);
    await page.keyboard.press("ArrowUp");
    assert.equal(await attribute("aria-activedescendant"), null);
    await shot(page, "suggestions");
  }));

test("13 nothing is preselected: Enter searches for the typed text", () =>
  withPage({}, async (page) => {
    await open(page, "/");
    await type(page, start);
    await page.keyboard.press("Enter");
    await settled(page);
    assert.deepEqual(parameters(page), [`q=${start}`]);
  }));

test("14 Escape closes the list, a second one clears the box", () =>
  withPage({}, async (page) => {
    await open(page, "/");
    await type(page, start);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#suggestions").isVisible(), false);
    assert.equal(await page.inputValue(box), start);
    await page.keyboard.press("Escape");
    assert.equal(await page.inputValue(box), "");
  }));

test("15 at most 8 rows (6 on phones), each one line high", async () => {
  for (const [width, most, least] of [[wide, 8, 24], [narrow, 6, 40]]) {
    await withPage({ width }, async (page) => {
      await open(page, "/");
      await type(page, start);
      await page.waitForTimeout(300);
      const heights = await page.locator("[role=option]").evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
      assert.ok(heights.length <= most && heights.length > 1, `${heights.length} rows at ${width}`);
      for (const height of heights) assert.ok(height >= least && height <= 48, `${height} px at ${width}`);
    });
  }
});

test("16 rows of an older text are never shown", () =>
  withPage({}, async (page) => {
    await open(page, "/");
    let delayed = false;
    await page.route("**/api/v1/suggest*", async (route) => {
      const text = new URL(route.request().url()).searchParams.get("q");
      if (!delayed) {
        delayed = true;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      await route.fulfill({ json: { items: [{ kind: "query", text: `${text} of the answer`, count: 1 }], total: 1 } }).catch(() => {});
    });
    for (const letter of word.word) {
      await page.locator(box).press(letter);
      await page.waitForTimeout(90);
      const typed = await page.inputValue(box);
      for (const row of await page.locator("[role=option]").allTextContents()) {
        if (row.includes("of the answer")) assert.ok(row.startsWith(`${typed} of`), `${row} while the text is ${typed}`);
      }
    }
    await page.waitForTimeout(700);
    const rows = await page.locator("[role=option]").allTextContents();
    assert.ok(rows.every((row) => !row.includes("of the answer") || row.startsWith(`${word.word} of`)), rows.join(" | "));
  }));

test("17 failing suggestions show no error and Enter still searches", () =>
  withPage({ allow: /500/ }, async (page) => {
    await page.route("**/api/v1/suggest*", (route) => route.fulfill({ status: 500, json: { code: "internal" } }));
    await open(page, "/");
    await page.locator(box).pressSequentially(word.word);
    await page.waitForTimeout(400);
    assert.equal(await page.getByRole("alert").count(), 0);
    await page.keyboard.press("Enter");
    await settled(page);
    assert.match(await heading(page), /results? for/);
  }));

test("18 a field and its value leave the text and become a filter", () =>
  withPage({}, async (page) => {
    const { field, values } = facetWith(1);
    await open(page, "/");
    await search(page, `${field}:"${values[0].value}" ${word.word}`);
    assert.deepEqual(parameters(page), [`q=${word.word}`, `${field}=${values[0].value}`]);
    assert.equal(await page.locator("button.chip").count(), 1);
    assert.equal(await page.inputValue(box), word.word);
  }));

test("19 a quote without an end still finds, with a note", async () => {
  const answer = await api(`search?q=${encodeURIComponent(`"${word.word}`)}&size=1&facets=none`);
  await withPage({}, async (page) => {
    await open(page, "/");
    await search(page, `"${word.word}`);
    assert.ok(answer.total > 0);
    assert.ok(answer.notes?.some((note) => note.code === "read_as_words"), JSON.stringify(answer.notes));
    await page.locator(".note").first().waitFor();
  });
});

test("20 markup in the query is text", () =>
  withPage({}, async (page) => {
    const nasty = '<img src=x onerror="alert(1)">';
    page.on("dialog", (dialog) => assert.fail(dialog.message()));
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await open(page, `/search?q=${encodeURIComponent(nasty)}`);
    assert.ok((await heading(page)).includes("<img src=x"));
    assert.equal(await page.locator("main img").count(), 0);
    assert.ok(!asked.some((path) => path.endsWith("/x")));
  }));

test("choosing a row opens the item, or sets the filter", () =>
  withPage({}, async (page) => {
    await open(page, "/");
    const items = (await api(`suggest?q=${start}&size=8`)).items;
    await type(page, start);
    await page.waitForTimeout(300);
    const goTo = page.locator("[role=group][aria-label='Go to'] [role=option]").first();
    if (items.some((item) => item.key)) {
      await goTo.click();
      await page.waitForURL((url) => url.pathname !== "/");
      // The address is another before the screen is.
      await page.waitForFunction(() => !document.querySelector(".home"));
      await settled(page);
      assert.notEqual(await heading(page), "Page not found");
    }
    const field = schema.fields.find((each) => each.facet);
    await page.fill(box, field.name.slice(0, 3));
    await page.getByRole("option", { name: `${field.name}:` }).first().click();
    assert.match(await page.inputValue(box), new RegExp(`${field.name}:$`));
  }));
