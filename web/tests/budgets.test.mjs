// The budgets that need no clock: bytes, requests, layout shift, how files are served. Those with a clock: timed.test.mjs.
import assert from "node:assert/strict";
import http from "node:http";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { address, narrow, open, quiet, settled, tick, wide, withPage } from "./harness.mjs";
import { facetWith, total, word } from "./mesh.mjs";

const kilobyte = 1024;
const few = facetWith(1);

const raw = (path, headers = {}) =>
  new Promise((resolve, reject) => {
    http.get(address(path), { headers: { "Accept-Encoding": "gzip", ...headers } }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    }).on("error", reject);
  });

test("61 bytes over the wire: shell, scripts and styles of the first view, the lineage chunk", async (context) => {
  const shell = await raw("/");
  const text = gunzipSync(shell.body).toString();
  const named = (pattern) => [...text.matchAll(pattern)].map((match) => match[1]);
  const sum = async (files) => (await Promise.all(files.map((file) => raw(`/${file}`)))).reduce((bytes, answer) => bytes + answer.body.length, 0);
  const scripts = named(/(?:src|href)="[^"]*\/(assets\/[^"]+\.js)"/g);
  const styles = named(/href="[^"]*\/(assets\/[^"]+\.css)"/g);
  const source = gunzipSync((await raw(`/${scripts.find((file) => file.includes("index"))}`)).body).toString();
  const lineage = [...new Set([...source.matchAll(/screen-[\w-]+\.js/g)].map((match) => `assets/${match[0]}`))];
  assert.ok(scripts.length >= 2 && styles.length === 1 && lineage.length === 1, `${scripts} ${styles} ${lineage}`);
  const sizes = { shell: [shell.body.length, 4], scripts: [await sum(scripts), 30], styles: [await sum(styles), 8], lineage: [await sum(lineage), 30] };
  for (const [name, [bytes, most]] of Object.entries(sizes)) {
    context.diagnostic(`${name}: ${(bytes / kilobyte).toFixed(1)} KB of ${most}`);
    assert.ok(bytes <= most * kilobyte, `${name}: ${bytes} bytes`);
  }
});

test("61 at most five requests before the first results, none for suggestions", () =>
  withPage({}, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    let before = [];
    page.on("response", (response) => {
      if (response.url().includes("/api/v1/search")) before = [...asked];
    });
    await page.goto(address(`/search?q=${word.word}`));
    await settled(page);
    assert.ok(before.length > 0 && before.length <= 5, before.join(" "));
    assert.ok(!asked.some((path) => path.includes("suggest")));
  }));

test("61 nothing moves over load, one filter and one page", async (context) => {
  for (const width of [wide, narrow]) {
    await withPage({ width }, async (page) => {
      await page.addInitScript(() => {
        globalThis.shift = 0;
        globalThis.shifted = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            globalThis.shift += entry.value;
            globalThis.shifted.push(...entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80)));
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      for (const path of [`/search?q=${word.word}`, "/", "/domains", "/activity", "/help"]) {
        await open(page, path);
        await quiet(page);
        if (path.startsWith("/search?")) {
          if (width === wide) await tick(page, few.field, few.values[0].value);
          await open(page, "/search");
          if (total > 20) await page.getByRole("link", { name: "Next" }).click();
          await settled(page);
        }
        await page.waitForTimeout(300);
        const shift = await page.evaluate(() => globalThis.shift);
        context.diagnostic(`${path} at ${width}: ${shift.toFixed(4)}`);
        assert.ok(shift <= 0.05, `${path} at ${width}: ${shift}: ${await page.evaluate(() => globalThis.shifted.join(" | "))}`);
      }
    });
  }
});

test("61 files have hashed names, come compressed and stay for a year; the shell is asked for again", async () => {
  const shell = await raw("/");
  assert.equal(shell.headers["cache-control"], "no-cache");
  assert.equal((await raw("/", { "If-None-Match": shell.headers.etag })).status, 304);
  for (const [, file] of gunzipSync(shell.body).toString().matchAll(/(?:src|href)="[^"]*\/(assets\/[^"]+)"/g)) {
    const answer = await raw(`/${file}`);
    assert.match(file, /-[\w-]{8}\.(js|css)$/);
    assert.match(answer.headers["cache-control"], /max-age=31536000, immutable/, file);
    if (answer.body.length > kilobyte) assert.equal(answer.headers["content-encoding"], "gzip", file);
  }
});
