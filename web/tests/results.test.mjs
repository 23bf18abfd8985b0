// Results: what a card says, pages, sorting, and the states between question and answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, heading, narrow, open, openFacet, parameters, search, settled, shot, wide, withPage } from "./harness.mjs";
import { facetWith, schema, total, word } from "./mesh.mjs";

const searchRoute = "**/api/v1/search*";
const few = facetWith(2);

test("30 each card has type, linked name, owner, freshness and a reason that holds", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=${word.word}`);
    const cards = await page.locator("article.card").evaluateAll((articles) =>
      articles.map((article) => ({
        type: article.querySelector(".type")?.textContent ?? "",
        name: article.querySelector("h2 a")?.textContent ?? "",
        labelled: article.getAttribute("aria-labelledby") === article.querySelector("h2")?.id,
        facts: article.querySelector(".facts")?.textContent ?? "",
        why: article.querySelector(".why")?.textContent ?? "",
        columns: [...article.querySelectorAll(".why code")].map((code) => code.textContent),
      })),
    );
    const { hits } = await api(`search?q=${word.word}&size=20&facets=none`);
    assert.equal(cards.length, hits.length);
    for (const [index, card] of cards.entries()) {
      const hit = hits[index];
      assert.equal(card.type, schema.types.find((type) => type.value === hit.type)?.label);
      assert.equal(card.name, hit.title || hit.name);
      assert.equal(card.labelled, true);
      assert.ok(card.facts.includes(hit.owner?.[0]?.name ?? "Owner not given by the source"), card.facts);
      assert.match(card.facts, /Updated |Last update unknown|late|on time|stale/i);
      assert.match(card.why, /^Matched in /, hit.name);
      if (/ name/.test(card.why)) assert.ok(`${hit.name} ${hit.title ?? ""} ${hit.ref ?? ""}`.toLowerCase().includes(word.word.slice(0, 4)), hit.name);
    }
    await shot(page, "search-cards", true);
  }));

test("31 nothing that can be clicked lies in another, and the card itself does nothing", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=${word.word}`);
    assert.equal(await page.locator("main :is(a, button) :is(a, button, input, select)").count(), 0);
    const before = page.url();
    await page.locator(".card-description").first().click();
    assert.equal(page.url(), before);
  }));

test("32 marks change nothing but the look of matched words", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=${word.word}`);
    const stem = word.word.slice(0, 3);
    const marks = await page.locator("article mark").allTextContents();
    assert.ok(marks.length > 0);
    assert.ok(marks.filter((mark) => mark.toLowerCase().includes(stem)).length > 0, marks.join(", "));
  }));

test("33 pages: one is current, ends have no way further, nothing repeats", { skip: total <= 20 && "one page only" }, () =>
  withPage({}, async (page) => {
    await open(page, "/search");
    const pages = page.getByRole("navigation", { name: "Results pages" });
    const links = async () => page.locator(".card-link").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.equal(await pages.locator("[aria-current=page]").count(), 1);
    assert.equal(await pages.getByRole("link", { name: "Previous" }).count(), 0);
    const first = await links();
    await pages.getByRole("link", { name: "Next" }).click();
    await page.waitForURL(/page=2/);
    await page.waitForFunction((href) => document.querySelector(".card-link")?.getAttribute("href") !== href, first[0]);
    const second = await links();
    assert.deepEqual(second.filter((href) => first.includes(href)), []);
    await page.waitForFunction(() => document.activeElement.id === "results-title");
    const last = Math.ceil(Math.min(total, 2000) / 20);
    await open(page, `/search?page=${last}`);
    assert.equal(await pages.getByRole("link", { name: "Next" }).count(), 0);
    await open(page, "/search?q=zzzznothing");
    assert.equal(await pages.count(), 0);
  }));

test("34 sorting by name is ascending whatever the case, and starts at the first page", () =>
  withPage({}, async (page) => {
    await open(page, total > 20 ? "/search?page=2" : "/search");
    await page.getByLabel("Sort").selectOption("name");
    await page.waitForURL(/sort=name/);
    await settled(page);
    await page.waitForFunction(() => !document.querySelector(".result-list-old"));
    assert.deepEqual(parameters(page), ["sort=name"]);
    const expected = (await api("search?sort=name&size=20&facets=none")).hits.map((hit) => hit.title || hit.name);
    await page.waitForFunction((name) => document.querySelector(".card-link").textContent === name, expected[0]);
    assert.deepEqual(await page.locator(".card-link").allTextContents(), expected);
    const names = (await api("search?sort=name&size=50&facets=none")).hits.map((hit) => (hit.title || hit.name).toLowerCase());
    const plain = names.filter((name) => /^[a-z0-9_ ]+$/.test(name));
    assert.deepEqual(plain, [...plain].sort());
  }));

test("35 zero results name the query and the filters, and every way out keeps its promise", () =>
  withPage({}, async (page) => {
    const value = few.values[0].value;
    const path = `/search?q=${word.word}+zzzznothing&match=all&${few.field}=${encodeURIComponent(value)}`;
    await open(page, path);
    assert.equal(await heading(page), `No results for “${word.word} zzzznothing” with 1 filter`);
    const ways = await page.locator(".exits a").evaluateAll((links) => links.map((link) => ({ href: link.href, text: link.textContent })));
    for (const way of ways) {
      const promised = Number(/([\d,]+) results?$/.exec(way.text)[1].replaceAll(",", ""));
      await page.goto(way.href);
      await settled(page);
      const found = Number(/[\d,]+/.exec(await heading(page))?.[0].replaceAll(",", "") ?? total);
      assert.ok(found >= promised, `${way.text}: ${found}`);
    }
    await open(page, path);
    await shot(page, "zero-results");
  }));

test("36 a failing server: an alert, the old results, and Retry", () =>
  withPage({ allow: /500|Failed to load/ }, async (page) => {
    await open(page, `/search?q=${word.word}`);
    const before = await page.locator(".card-link").allTextContents();
    await page.route(searchRoute, (route) => route.fulfill({ status: 500, headers: { "X-Request-Id": "r-1" }, json: { code: "internal", title: "Internal" } }));
    await openFacet(page, few.field);
    await page.locator(`#facet-${few.field} input`).first().click();
    await page.getByRole("alert").waitFor({ timeout: 3000 });
    assert.match(await page.getByRole("alert").textContent(), /Search did not answer\..*r-1/);
    assert.deepEqual(await page.locator(".card-link").allTextContents(), before);
    await shot(page, "error");
    await page.unroute(searchRoute);
    await page.getByRole("button", { name: "Retry" }).click();
    await page.waitForFunction(() => !document.querySelector("[role=alert]"));
    assert.equal(await page.locator("button.chip").count(), 1);
  }));

test("36 without any answer the page tries once more, then says so", () =>
  withPage({ allow: /ERR_|Failed to load/ }, async (page) => {
    await open(page, `/search?q=${word.word}`);
    let tries = 0;
    await page.route(searchRoute, (route) => ((tries += 1), route.abort("connectionrefused")));
    await search2(page, `${word.word} x`);
    await page.getByRole("alert").waitFor({ timeout: 3000 });
    assert.equal(tries, 2);
  }));

async function search2(page, text) {
  await page.fill("#q", text);
  await page.press("#q", "Enter");
}

test("37 a late answer shows the bar, an answer in time does not", () =>
  withPage({}, async (page) => {
    await open(page, `/search?q=${word.word}`);
    for (const [delay, shown] of [[150, false], [900, true]]) {
      await page.evaluate(() => {
        globalThis.seen = { bar: false, busy: false };
        new MutationObserver(() => {
          globalThis.seen.bar ||= Boolean(document.querySelector(".progress"));
          globalThis.seen.busy ||= Boolean(document.querySelector(".result-list[aria-busy=true]"));
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      });
      await page.route(searchRoute, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, delay));
        await route.continue();
      });
      await search2(page, `${word.word} ${delay > 500 ? "" : few.values[0].value} a${delay}`);
      await page.waitForTimeout(delay + 600);
      assert.deepEqual(await page.evaluate(() => globalThis.seen), { bar: shown, busy: shown }, `${delay} ms`);
      assert.equal(await page.locator(".progress").count(), 0);
      await page.unroute(searchRoute);
    }
  }));

test("38 the live region says the count once per search", () =>
  withPage({}, async (page) => {
    await open(page, "/");
    await page.waitForTimeout(1000);
    await page.evaluate(() => {
      globalThis.said = [];
      const live = document.getElementById("live");
      new MutationObserver(() => globalThis.said.push(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
    });
    await search(page, word.word);
    await page.waitForTimeout(1500);
    const counts = (await page.evaluate(() => globalThis.said)).filter((text) => /results?\. Page/.test(text));
    assert.equal(counts.length, 1, counts.join(" | "));
  }));

test("an answer too many requests away counts down and comes by itself", () =>
  withPage({ allow: /429/ }, async (page) => {
    let refused = 0;
    await page.route(searchRoute, (route) => (refused++ === 0 ? route.fulfill({ status: 429, headers: { "Retry-After": "2" }, json: { code: "rate_limited" } }) : route.continue()));
    await page.goto(new URL(`search?q=${word.word}`, process.env.WAYMARK_URL).href);
    await page.getByText("Trying again in").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    await page.locator(".card").first().waitFor({ timeout: 5000 });
  }));

test("no index yet: the commands to run, and the page fills by itself", () =>
  withPage({ allow: /503/ }, async (page) => {
    await page.route("**/api/v1/**", (route) => route.fulfill({ status: 503, json: { code: "index_unavailable" } }));
    await page.goto(new URL("search", process.env.WAYMARK_URL).href);
    await page.getByRole("heading", { name: "Nothing is indexed yet" }).waitFor();
    assert.equal(await page.locator(".command").count(), 2);
    await shot(page, "no-index");
    await page.unroute("**/api/v1/**");
    await page.locator(".card").first().waitFor({ timeout: 12_000 });
  }));

test("offline: said in words, the last results stay", () =>
  withPage({ allow: /ERR_INTERNET_DISCONNECTED/ }, async (page) => {
    await open(page, `/search?q=${word.word}`);
    const before = await page.locator(".card-link").count();
    await page.context().setOffline(true);
    await search2(page, `${word.word} offline`);
    await page.getByText("You are offline. Showing the last results.").waitFor();
    assert.equal(await page.locator(".card-link").count(), before);
    await page.context().setOffline(false);
    await page.waitForFunction(() => !document.body.textContent.includes("You are offline"));
  }));

test("the first load keeps its layout: skeletons, then cards", async () => {
  for (const width of [wide, narrow]) {
    await withPage({ width }, async (page) => {
      await page.addInitScript(() => {
        globalThis.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (!entry.hadRecentInput) globalThis.shift += entry.value;
            globalThis.shifted = entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80));
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      await open(page, `/search?q=${word.word}`);
      await page.waitForTimeout(300);
      const shift = await page.evaluate(() => globalThis.shift);
      assert.ok(shift <= 0.05, `layout shift ${shift} at ${width}: ${await page.evaluate(() => globalThis.shifted)}`);
    });
  }
});

test("the keys: j and k walk the results, brackets turn pages, f goes to the filters, c copies", () =>
  withPage({}, async (page) => {
    await open(page, "/search");
    const focusedLink = () => page.locator(".card-link").evaluateAll((links) => links.indexOf(document.activeElement));
    await page.keyboard.press("j");
    assert.equal(await focusedLink(), 0);
    await page.keyboard.press("j");
    assert.equal(await focusedLink(), 1);
    await page.keyboard.press("k");
    assert.equal(await focusedLink(), 0);
    await page.keyboard.press("f");
    assert.equal(await page.evaluate(() => document.activeElement.className), "facet-head");
    await page.keyboard.press("c");
    await page.waitForFunction(() => document.getElementById("live").textContent === "Link copied");
    if (total > 20) {
      await page.keyboard.press("]");
      await page.waitForURL(/page=2/);
      await settled(page);
      await page.keyboard.press("[");
      await page.waitForURL((url) => !url.search.includes("page="));
    }
    await page.keyboard.press("/");
    await page.keyboard.type("jk[]fc");
    assert.equal(await page.inputValue("#q"), "jk[]fc");
  }));
