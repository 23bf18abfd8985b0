// Accessibility and looks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { contrasts } from "./contrast.mjs";
import { axe, looks, narrow, open, settled, shot, wide, withPage } from "./harness.mjs";
import { facetWith, itemPath, itemWith, screens, tableWithColumns, word } from "./mesh.mjs";

const few = facetWith(1);
const table = await tableWithColumns();
const tabs = table ? ["about", "lineage", "sources"].map((tab) => [`table-${tab}`, `${itemPath(table.key)}?tab=${tab}`]) : [];
const all = [...(await screens()), ...tabs];

// Runs in the page: what the checks of every screen look at.
const cutInside = () =>
  [...document.querySelectorAll("button, .badge, .tag, h1, h2, .tab, legend, label")]
    .filter((element) => element.offsetParent && !element.closest(".off-screen, [hidden]"))
    .filter((element) => getComputedStyle(element).overflow !== "visible" && element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.textContent);

// Through the object model: the policy allows no style element.
const spaceOut = () => {
  for (const element of document.querySelectorAll("body *")) {
    element.style.setProperty("line-height", "1.5", "important");
    element.style.setProperty("letter-spacing", "0.12em", "important");
    element.style.setProperty("word-spacing", "0.16em", "important");
  }
};

const smallControls = () => {
  const inText = (element) => element.closest("p:not(.facts, .examples, .card-place, .qualified), .prose, .facet-help, li[dir]") && element.tagName === "A";
  return [...document.querySelectorAll("a[href], button, input, select, [role=tab]")]
    .filter((element) => element.offsetParent && !element.closest(".skip") && !inText(element))
    .map((element) => [element, (element.closest("label") ?? element).getBoundingClientRect()])
    .filter(([, box]) => box.height < 23.5 || box.width < 23.5)
    .map(([element, box]) => `${element.outerHTML.slice(0, 90)} ${Math.round(box.width)}×${Math.round(box.height)}`);
};

const lowButtons = (elements) =>
  elements.map((element) => [element.textContent, (element.closest(".search-field") ?? element).getBoundingClientRect().height]).filter(([, height]) => height < 40).map(([text, height]) => `${text} is ${height} px`);

const sideways = () => (document.documentElement.scrollWidth > innerWidth ? `${document.documentElement.scrollWidth} > ${innerWidth}` : "");

// Opens every screen once in this look and hands each to the checks: { name: { check: what it found } }. Loading a
// screen costs far more than looking at it, so one load serves them all; what changes the page comes last.
async function walk({ width, scheme }) {
  const found = {};
  await withPage({ width, scheme }, async (page) => {
    for (const [name, path] of all) {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, path);
      const of = (found[name] = { axe: await axe(page), small: await page.evaluate(smallControls) });
      of.low = await page.locator("#q, .search-submit, .button:visible, .toolbar select").evaluateAll(lowButtons);
      if (width === wide) {
        for (const each of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme: each });
          of[each] = await page.evaluate(contrasts);
        }
      } else {
        await page.evaluate(spaceOut);
        of.cut = [...(await page.evaluate(cutInside)), await page.evaluate(sideways)].filter(Boolean);
      }
    }
  });
  return found;
}

const walks = new Map();
async function eachScreen(look, check) {
  const key = `${look.width} ${look.scheme}`;
  if (!walks.has(key)) walks.set(key, walk(look));
  const found = await walks.get(key);
  assert.equal(Object.keys(found).length, new Set(all.map(([name]) => name)).size);
  for (const [name, of] of Object.entries(found)) check(of, `${name} ${key}`);
}
const oneOf = (width) => looks.find((look) => look.width === width);

test("51 axe finds nothing on any screen", async () => {
  for (const look of looks) await eachScreen(look, (of, name) => assert.deepEqual(of.axe, [], name));
});

test("51 axe finds nothing in the list, the dialogs, zero results and an error", async () => {
  for (const look of looks) {
    const clean = async (page, name) => assert.deepEqual(await axe(page), [], `${name} ${look.width} ${look.scheme}`);
    await withPage({ ...look, allow: /500/ }, async (page) => {
      await open(page, "/");
      await page.locator("#q").pressSequentially(word.word.slice(0, 3));
      await page.locator("[role=option]").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await clean(page, "suggestions");
      await page.keyboard.press("Escape");
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press("?");
      await page.locator("dialog[open]").waitFor();
      await clean(page, "shortcuts");
      await page.keyboard.press("Escape");
      await open(page, `/search?q=zzzznothing&${few.field}=${encodeURIComponent(few.values[0].value)}`);
      await clean(page, "zero results");
      if (look.width === narrow) {
        await page.getByRole("button", { name: /^Filters/ }).click();
        await clean(page, "filters");
        await page.keyboard.press("Escape");
      }
      await page.route("**/api/v1/search*", (route) => route.fulfill({ status: 500, json: { code: "internal" } }));
      await page.fill("#q", "error");
      await page.press("#q", "Enter");
      await page.getByRole("alert").waitFor();
      await clean(page, "error");
    });
  }
});

test("52 Tab goes through Search in reading order and the focus is always seen", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=${word.word}`);
    await page.evaluate(() => scrollTo(0, 0));
    const places = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        const box = element.getBoundingClientRect();
        const ringed = [element, element.closest(".search-field")].filter(Boolean).some((each) => {
          const style = getComputedStyle(each);
          return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        });
        const part = ["header", ".filters", ".results", "footer"].findIndex((selector) => element.closest(selector));
        const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return { name: element.textContent || element.id, part, ringed, seen: box.width === 0 || !middle || element.contains(middle) || middle.contains(element) };
      });
      if (stop.part === -1) continue;
      assert.equal(stop.ringed, true, `no ring on ${stop.name}`);
      assert.equal(stop.seen, true, `${stop.name} is covered`);
      places.push(stop.part);
    }
    assert.deepEqual(places, [...places].sort((one, other) => one - other));
  }));

test("53 at 320 px nothing scrolls sideways", () =>
  withPage({ width: 320 }, async (page) => {
    for (const [name, path] of all) {
      await open(page, path);
      assert.equal(await page.evaluate(sideways), "", name);
      await shot(page, `${name}-320`);
    }
  }));

test("54 wider text spacing cuts nothing", () => eachScreen(oneOf(narrow), (of, name) => assert.deepEqual(of.cut, [], name)));

test("55 every control is at least 24 px either way, main ones 40", async () => {
  for (const width of [wide, narrow]) await eachScreen(oneOf(width), (of, name) => assert.deepEqual([...of.small, ...of.low], [], name));
});

test("56 every text and every control's edge stands out, light and dark", () =>
  eachScreen(oneOf(wide), (of, name) => {
    for (const scheme of ["light", "dark"]) {
      assert.ok(of[scheme].texts > 5, name);
      assert.deepEqual(of[scheme].weak, [], `${name} ${scheme}`);
    }
  }));

test("58 reduced motion: nothing moves", () =>
  withPage({ reducedMotion: "reduce" }, async (page) => {
    await open(page, `/search?q=${word.word}`);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => parseFloat(getComputedStyle(element).transitionDuration) > 0.001).length);
    assert.equal(moving, 0);
  }));

test("59 the chosen theme survives a reload and is there at the first paint", () =>
  withPage({ scheme: "light" }, async (page) => {
    await open(page, "/help");
    await page.getByLabel("Theme").selectOption("dark");
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await background();
    await page.addInitScript(() => {
      const look = () => {
        if (!document.body) return requestAnimationFrame(look);
        globalThis.firstBackground ??= getComputedStyle(document.documentElement).backgroundColor;
      };
      requestAnimationFrame(look);
    });
    await page.reload();
    await settled(page);
    assert.equal(await background(), dark);
    assert.equal(await page.evaluate(() => globalThis.firstBackground), dark);
    assert.equal(await page.getByLabel("Theme").inputValue(), "dark");
    await page.getByLabel("Theme").selectOption("auto");
    assert.notEqual(await background(), dark);
  }));

test("66 the single-letter keys can be switched off for good", () =>
  withPage({}, async (page) => {
    await open(page, "/help");
    await page.getByLabel(/Single-letter keys/).uncheck();
    await page.reload();
    await settled(page);
    assert.equal(await page.getByLabel(/Single-letter keys/).isChecked(), false);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("?");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    await page.getByLabel(/Single-letter keys/).check();
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor();
  }));

test("57 forced colours keep the chosen tab, the tick, the focus and the badges in sight", { skip: !table && "no table" }, () =>
  withPage({ forcedColors: "active" }, async (page) => {
    await open(page, itemPath(table.key));
    const border = (selector, side) => page.locator(selector).first().evaluate((element, name) => [getComputedStyle(element)[`border${name}Width`], getComputedStyle(element)[`border${name}Color`]], side);
    const chosen = await border('[role=tab][aria-selected="true"]', "Bottom");
    const other = await border('[role=tab][aria-selected="false"]', "Bottom");
    assert.notDeepEqual(chosen, other);
    await page.locator("[role=tab]").first().focus();
    assert.notEqual(await page.locator("[role=tab]").first().evaluate((element) => getComputedStyle(element).outlineStyle), "none");
    await open(page, `/search?q=${word.word}&${few.field}=${encodeURIComponent(few.values[0].value)}`);
    assert.equal((await border(".badge", "Top"))[0], "1px");
    assert.equal(await page.locator(".filters input:checked").first().isVisible(), true);
    await shot(page, "forced-colours");
  }));

test("65 a printed contract shows all its parts", async (context) => {
  const contract = await itemWith("x");
  if (!contract) return context.skip("no contract");
  await withPage({}, async (page) => {
    await open(page, itemPath(contract.key));
    const labels = await page.getByRole("tab").evaluateAll((all) => all.map((tab) => tab.firstChild.textContent.trim()));
    await page.emulateMedia({ media: "print" });
    await page.locator(".original ol").waitFor();
    for (const label of labels) assert.equal(await page.locator("[role=tabpanel]:visible > h2").filter({ hasText: label }).count() >= 1, true, label);
    assert.equal(await page.locator(".header").isVisible(), false);
  });
});
