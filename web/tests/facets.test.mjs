// Facets: counts that tell the truth, and nothing moves under the pointer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, narrow, open, openFacet, settled, shot, tick, tickSelector, withPage } from "./harness.mjs";
import { facetWith, facets, parentAndChild, pathField, schema, total, twoFacets, word } from "./mesh.mjs";

const numbered = async (page) => {
  const text = await page.locator("#results-title").textContent();
  if (text === "All items") return total;
  return text.startsWith("No results") ? 0 : Number(/[\d,]+/.exec(text)[0].replaceAll(",", ""));
};
const few = facetWith(2);

test("21 values of one facet widen, a second facet narrows", () =>
  withPage({}, async (page) => {
    const [first, second] = few.values;
    const found = {};
    for (const [name, values] of Object.entries({ first: [first], second: [second], both: [first, second] })) {
      await open(page, `/search?q=${word.word}&${values.map((value) => `${few.field}=${encodeURIComponent(value.value)}`).join("&")}`);
      found[name] = await numbered(page);
    }
    assert.ok(found.both >= found.first && found.both >= found.second, JSON.stringify(found));
    const [one, other] = twoFacets();
    await open(page, `/search?q=${word.word}`);
    await tick(page, one.name, word.facets[one.name].values[0].value);
    const alone = await numbered(page);
    const value = await page.locator(`#facet-${other.name} input`).first().getAttribute("data-value").catch(() => null);
    await openFacet(page, other.name);
    await tick(page, other.name, value ?? (await page.locator(`#facet-${other.name} input`).first().getAttribute("data-value")));
    assert.ok((await numbered(page)) <= alone);
  }));

test("22 every count equals the total after its tick", () =>
  withPage({}, async (page) => {
    const sample = Object.entries(word.facets).flatMap(([field, facet]) => facet.values.slice(0, 3).map((value) => ({ field, value })));
    for (const { field, value } of sample.slice(0, 20)) {
      await open(page, `/search?q=${word.word}&${field}=${encodeURIComponent(value.value)}`);
      assert.equal(await numbered(page), value.count, `${field}=${value.value}`);
    }
  }));

test("23 a ticked value keeps its place and the focus", () =>
  withPage({}, async (page) => {
    const wanted = facetWith(5, { among: facets }) ?? facetWith(3, { among: facets });
    await open(page, "/search");
    await openFacet(page, wanted.field);
    const boxes = page.locator(`#facet-${wanted.field} input[type=checkbox]`);
    const place = Math.min(4, (await boxes.count()) - 1);
    const value = await boxes.nth(place).getAttribute("data-value");
    await boxes.nth(place).focus();
    await page.keyboard.press("Space");
    await page.waitForURL((url) => url.search !== "");
    await settled(page);
    assert.equal(await boxes.nth(place).getAttribute("data-value"), value);
    assert.equal(await boxes.nth(place).isChecked(), true);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.value), value);
  }));

test("24 a selected value with no results stays in sight and can be taken away", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=zzzznothing&${few.field}=${encodeURIComponent(few.values[0].value)}`);
    await openFacet(page, few.field);
    const box = page.locator(`#facet-${few.field} input:checked`);
    assert.equal(await box.count(), 1);
    await page.locator("button.chip").click();
    await page.waitForFunction(() => document.querySelectorAll("button.chip").length === 0);
  }));

const many = schema.fields.find((field) => field.facet && field.kind === "keyword" && facets[field.name]?.values.length > 12);

test("25 Show all opens in place, Find narrows, and the focus stays", { skip: !many && "no facet has more than 12 values" }, () =>
  withPage({}, async (page) => {
    await open(page, "/search");
    await openFacet(page, many.name);
    const body = page.locator(`#facet-${many.name}`);
    assert.equal(await body.locator("input[type=checkbox]").count(), 8);
    const more = body.getByRole("button", { name: /^Show all/ });
    await more.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((id) => document.querySelectorAll(`#${id} input[type=checkbox]`).length > 8, `facet-${many.name}`);
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Show fewer/);
    const find = body.getByRole("textbox");
    const last = facets[many.name].values.at(-1);
    await find.fill((last.label ?? last.value).slice(0, 6));
    await page.waitForTimeout(300);
    const left = await body.locator("input[type=checkbox]").count();
    assert.ok(left >= 1 && left < facets[many.name].values.length, `${left} values left`);
    assert.equal(await find.evaluate((element) => element === document.activeElement), true);
    await shot(page, "facet-find");
  }));

const family = parentAndChild();

test("26 a ticked parent takes in what lies below it", { skip: !family && "no domain has a subdomain" }, () =>
  withPage({}, async (page) => {
    const { parent, child } = family;
    await open(page, "/search");
    await tick(page, pathField, parent.value);
    assert.equal(await numbered(page), parent.count);
    await page.locator(tickSelector(pathField, child.value)).waitFor();
    const { hits } = await api(`search?${pathField}=${encodeURIComponent(parent.value)}&${pathField}=${encodeURIComponent(child.value)}&size=1&facets=none`);
    assert.equal(hits.length, 1);
    await shot(page, "domain-tree-facet");
  }));

test("27 after a chip is removed the focus is on the next, at last on the heading", () =>
  withPage({}, async (page) => {
    const [first, second] = few.values;
    await open(page, `/search?${few.field}=${encodeURIComponent(first.value)}&${few.field}=${encodeURIComponent(second.value)}`);
    const focused = () => page.evaluate(() => document.activeElement.className + document.activeElement.id);
    await page.locator("button.chip").first().click();
    await page.waitForFunction(() => document.querySelectorAll("button.chip").length === 1);
    assert.match(await focused(), /chip/);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("button.chip").length === 0);
    assert.equal(await focused(), "results-title");
  }));

test("28 on a phone the filters are a modal dialog", () =>
  withPage({ width: narrow }, async (page) => {
    await open(page, `/search?${few.field}=${encodeURIComponent(few.values[0].value)}`);
    const opener = page.getByRole("button", { name: "Filters (1)" });
    await opener.click();
    const inside = () => page.evaluate(() => Boolean(document.activeElement.closest("dialog")));
    assert.equal(await inside(), true);
    await shot(page, "filters-phone");
    for (let step = 0; step < 80; step += 1) {
      await page.keyboard.press("Tab");
      assert.equal(await inside(), true, `after ${step + 1} tabs`);
    }
    await page.locator("dialog .facet").first().locator("input:not(:checked)").first().click();
    await page.waitForFunction(() => /Show [\d,]+ results?/.test(document.querySelector("dialog .button-main").textContent));
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Filters/);
  }));

test("29 every facet is a named group, every tick box says its count", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=${word.word}`);
    for (const field of schema.fields.filter((each) => each.facet)) await openFacet(page, field.name);
    const legends = await page.locator(".filters fieldset").evaluateAll((groups) => groups.map((group) => group.querySelector("legend")?.textContent ?? ""));
    assert.equal(legends.length, schema.fields.filter((field) => field.facet).length);
    for (const legend of legends) assert.notEqual(legend, "");
    const names = await page.locator(".filters input[type=checkbox]").evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label")));
    for (const name of names) assert.match(name, /, [\d,]+ results?$/);
  }));

test("fixed lists show every value in their order", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=${word.word}`);
    for (const field of schema.fields.filter((each) => each.facet && each.kind === "ordinal")) {
      await openFacet(page, field.name);
      const drawn = await page.locator(`#facet-${field.name} input`).evaluateAll((boxes) => boxes.map((box) => box.dataset.value));
      assert.deepEqual(drawn, field.values.map((value) => value.value), field.name);
    }
    assert.ok((await numbered(page)) > 0);
  }));
