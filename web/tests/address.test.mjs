// Address and history: the address is the state. Numbers are those of the page's acceptance list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { address, api, heading, narrow, open, parameters, quiet, settled, shot, tick, withPage } from "./harness.mjs";
import { facetWith, itemPath, screens, total, word } from "./mesh.mjs";

const few = facetWith(2);
const [first, second] = few.values;
const query = (...values) => `/search?q=${word.word}&${values.map((each) => `${few.field}=${encodeURIComponent(each.value)}`).join("&")}`;

test("1 an address ticks its values, shows its chips and fills the box", () =>
  withPage({}, async (page) => {
    await open(page, query(first, second).toLowerCase());
    for (const each of [first, second]) assert.equal(await page.getByRole("checkbox", { name: `${each.label ?? each.value},` }).first().isChecked(), true, each.value);
    assert.equal(await page.locator("button.chip").count(), 2);
    assert.equal(await page.inputValue("#q"), word.word);
    await shot(page, "search-two-values");
  }));

test("2 a tick adds exactly one parameter, and its removal gives the former address back", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=${word.word}`);
    const before = page.url();
    await tick(page, few.field, first.value);
    assert.deepEqual(parameters(page), [`q=${word.word}`, `${few.field}=${first.value}`]);
    await tick(page, few.field, first.value);
    assert.equal(page.url(), before);
  }));

test("3 two orders of clicks to one state give one address", () =>
  withPage({}, async (page) => {
    const urls = [];
    for (const order of [[first, second], [second, first]]) {
      await open(page, `/search?q=${word.word}`);
      for (const each of order) await tick(page, few.field, each.value);
      urls.push(page.url());
    }
    assert.equal(urls[0], urls[1]);
  }));

test("4 Back gives the same results, scroll and focus without a request", () =>
  withPage({}, async (page) => {
    await open(page, "/search");
    await tick(page, few.field, first.value);
    const links = page.locator(".card-link");
    const link = links.nth(Math.min(4, (await links.count()) - 1));
    await link.scrollIntoViewIfNeeded();
    const scroll = await page.evaluate(() => scrollY);
    const titles = await links.allTextContents();
    const href = await link.getAttribute("href");
    await link.click();
    await page.waitForURL((url) => !url.pathname.endsWith("/search"));
    await settled(page);
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goBack();
    await settled(page);
    await page.waitForFunction((expected) => Math.abs(scrollY - expected) <= 4, scroll);
    assert.deepEqual(await page.locator(".card-link").allTextContents(), titles);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), href);
    assert.deepEqual(requests.filter((url) => url.includes("/api/v1/search")), []);
  }));

test("5 typing adds no history entry, Enter adds one", () =>
  withPage({}, async (page) => {
    await open(page, "/");
    const length = await page.evaluate(() => history.length);
    await page.locator("#q").pressSequentially("0123456789");
    assert.equal(await page.evaluate(() => history.length), length);
    await page.press("#q", "Enter");
    await settled(page);
    assert.equal(await page.evaluate(() => history.length), length + 1);
  }));

test("6 a reload of any screen shows the same heading and text", async () => {
  const all = await screens();
  await withPage({ allow: /404/ }, async (page) => {
    for (const [name, path] of all) {
      const text = () => page.locator("main").innerText().then((words) => words.replace(/[\d,]+ ms/g, "").replace(/under 1 ms/g, ""));
      await open(page, path);
      await quiet(page);
      const before = [await heading(page), await text()];
      await page.reload();
      await settled(page);
      await quiet(page);
      assert.deepEqual([await heading(page), await text()], before, name);
    }
  });
});

test("7 a page past the end becomes the first with a note, unknown parameters are ignored", () =>
  withPage({}, async (page) => {
    await open(page, "/search?page=999&foo=1");
    await page.waitForFunction(() => !location.search.includes("page="));
    await page.getByText("There is no page 999").waitFor();
    await page.waitForFunction(() => document.querySelectorAll(".card").length > 0);
    await tick(page, few.field, first.value);
    assert.deepEqual(parameters(page), [`${few.field}=${first.value}`]);
  }));

test("8 an unknown key shows Page not found and answers 404", () =>
  withPage({ allow: /404/ }, async (page) => {
    await open(page, "/asset/t_aaaaaaaaaaaaa");
    assert.equal(await heading(page), "Page not found");
    assert.ok([404, 410].includes((await fetch(address("/api/v1/assets/t_aaaaaaaaaaaaa"))).status));
  }));

test("9 Copy link puts the address on the clipboard and says so", () =>
  withPage({}, async (page) => {
    await open(page, query(first));
    await page.getByRole("button", { name: "Copy link" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    await page.waitForFunction(() => document.getElementById("live").textContent === "Link copied");
  }));

test("S70 a copied address opened elsewhere shows the same words, filters, order and page", async () => {
  const seen = async (page) => ({
    url: page.url(),
    text: await page.inputValue("#q"),
    chips: await page.locator("button.chip").allTextContents(),
    title: await page.title(),
    names: await page.locator(".card-link").allTextContents(),
  });
  let here, copied, there;
  await withPage({}, async (page) => {
    await open(page, "/search?page=2&sort=name&platform=snowflake");
    await page.getByRole("button", { name: "Copy link" }).click();
    copied = await page.evaluate(() => navigator.clipboard.readText());
    here = await seen(page);
  });
  assert.ok(here.names.length > 0 && here.chips.length === 1);
  // Somebody else's browser: nothing was ever stored in it, and it is a narrow one.
  await withPage({ width: narrow }, async (page) => {
    await open(page, copied);
    there = await seen(page);
  });
  assert.deepEqual(there, here);
});

test("10 the title of the second page says so", { skip: total <= 20 && "one page only" }, () =>
  withPage({}, async (page) => {
    await open(page, "/search?page=2");
    assert.match(await page.title(), /page 2 of \d+.* · Waymark$/);
  }));

test("an item's other addresses lead to its own", async () => {
  const { hits } = await api("search?size=30&facets=none");
  const item = hits.find((hit) => !itemPath(hit.key).startsWith("/asset/")) ?? hits[0];
  await withPage({ width: narrow }, async (page) => {
    await open(page, `/asset/${item.key}`);
    await page.waitForURL(address(itemPath(item.key)));
    assert.equal(await heading(page), item.title || item.name);
  });
});
