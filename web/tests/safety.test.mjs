// Safety, structure, and how the files are served.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import http from "node:http";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { address, heading, narrow, open, quiet, shot, wide, withPage } from "./harness.mjs";
import { screens, word } from "./mesh.mjs";

const all = await screens();

// withPage itself fails on a console message, a policy report or a request to another host.
test("60 every screen is quiet: no console message, no policy report, no other host", () =>
  withPage({}, async (page) => {
    for (const [, path] of all) {
      await open(page, path);
      await quiet(page);
    }
  }));

test("63 landmarks, one heading of the first level, no level skipped", () =>
  withPage({}, async (page) => {
    for (const [name, path] of all) {
      await open(page, path);
      for (const role of ["banner", "search", "main", "contentinfo"]) assert.equal(await page.getByRole(role).count(), 1, `${name}: ${role}`);
      assert.equal(await page.getByRole("navigation", { name: "Main" }).count(), 1);
      const labels = await page.locator("nav").evaluateAll((elements) => elements.map((element) => element.getAttribute("aria-label")));
      assert.equal(new Set(labels).size, labels.length, `${name}: ${labels}`);
      if (name === "search") assert.equal(await page.getByRole("complementary", { name: "Filters" }).count(), 1);
      const levels = await page.locator("h1, h2, h3, h4").evaluateAll((elements) => elements.filter((element) => element.offsetParent).map((element) => Number(element.tagName[1])));
      assert.equal(levels.filter((level) => level === 1).length, 1, name);
      // The filters stand before the results, so their heading may come before the first level.
      const after = levels.slice(levels.indexOf(1));
      after.reduce((former, level) => (assert.ok(level <= former + 1, `${name}: ${levels}`), level));
    }
  }));

const nasty = {
  name: `<script>alert(1)</script> عملاء 😀 ${"very_long_name_".repeat(20)}`,
  description: `<img src=x onerror="alert(1)"> [a](javascript:alert(1)) ${"Long text. ".repeat(450)}`,
};

test("64 text of any kind is shown as it is and the layout holds", async () => {
  for (const width of [wide, narrow]) {
    await withPage({ width }, async (page) => {
      page.on("dialog", (dialog) => assert.fail(dialog.message()));
      await page.route("**/api/v1/search*", async (route) => {
        const answer = await (await route.fetch()).json();
        answer.hits = answer.hits.map((hit, index) => (index === 0 ? { ...hit, name: nasty.name, title: undefined, description: nasty.description, highlight: {} } : index === 1 ? { ...hit, description: undefined, highlight: {} } : hit));
        await route.fulfill({ json: answer });
      });
      await open(page, `/search?q=${word.word}`);
      assert.equal(await page.locator(".card-link").first().textContent(), nasty.name);
      assert.equal(await page.locator(".card-description").first().textContent(), nasty.description);
      if ((await page.locator(".card").count()) > 1) assert.equal(await page.locator(".card-description").nth(1).textContent(), "No description");
      assert.equal(await page.locator("main script, main img").count(), 0);
      const [scroll, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(scroll <= inner, `${scroll} > ${inner}`);
      await shot(page, `nasty-${width}`);
    });
  }
});

test("64 a nasty item's own screen holds too", async () => {
  for (const width of [wide, narrow]) {
    await withPage({ width }, async (page) => {
      page.on("dialog", (dialog) => assert.fail(dialog.message()));
      await page.route(/\/api\/v1\/assets\/[^/]+$/, async (route) => {
        const answer = await (await route.fetch()).json();
        await route.fulfill({ json: { ...answer, name: nasty.name, title: undefined, description: nasty.description } });
      });
      const [, path] = all.find(([name]) => name.startsWith("item-"));
      await open(page, `${path}?tab=about`);
      assert.equal(await heading(page), nasty.name);
      assert.equal(await page.locator("main script, main img, main a[href^='javascript']").count(), 0);
      const [scroll, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(scroll <= inner, `${scroll} > ${inner}`);
    });
  }
});

test("69 wrong addresses of the API and of files are 404 and never the page", async () => {
  for (const path of ["/api/v1/no-such", "/api/none", "/assets/none-12345678.js"]) {
    const response = await fetch(address(path));
    assert.equal(response.status, 404, path);
    assert.ok(!(await response.text()).includes("<div id=\"app\""), path);
  }
  await withPage({ allow: /404/ }, async (page) => {
    await open(page, "/no/such/page");
    assert.equal(await heading(page), "Page not found");
  });
});

// The built page, as scripts/web.sh build leaves it.
const built = new URL("../dist/", import.meta.url);

const raw = (path, headers) =>
  new Promise((resolve, reject) => {
    http.get(address(path), { headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    }).on("error", reject);
  });

test("70 files come once encoded as declared, and the shell again is a 304", async () => {
  const shell = await raw("/", { "Accept-Encoding": "gzip" });
  const text = (shell.headers["content-encoding"] === "gzip" ? gunzipSync(shell.body) : shell.body).toString();
  const files = [...text.matchAll(/(?:src|href)="[^"]*\/(assets\/[^"]+)"/g)].map((match) => match[1]);
  assert.ok(files.length >= 3, files.join(", "));
  for (const file of files) {
    const answer = await raw(`/${file}`, { "Accept-Encoding": "gzip" });
    assert.equal(answer.status, 200, file);
    assert.match(answer.headers["cache-control"], /immutable/, file);
    const decoded = answer.headers["content-encoding"] === "gzip" ? gunzipSync(answer.body) : answer.body;
    assert.ok(decoded.equals(readFileSync(new URL(file, built))), file);
  }
  assert.ok(shell.headers.etag, "the shell has an ETag");
  assert.equal((await raw("/", { "If-None-Match": shell.headers.etag })).status, 304);
});
