// harness.mjs - a browser, a page that is watched for errors, and what the server under test offers.
//
//   WAYMARK_URL     the running server, such as http://127.0.0.1:8080/
//   WAYMARK_SHOTS   a folder for screenshots; none are taken without it
//   WAYMARK_CHROME  the browser, when it is not chromium-headless-shell in /usr/bin
//
// Every value a test uses comes from the server's own answers, so the tests hold for any data set.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after } from "node:test";
import { chromium } from "playwright-core";

export const base = new URL(process.env.WAYMARK_URL ?? "http://127.0.0.1:8080/");
const shots = process.env.WAYMARK_SHOTS;
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({ executablePath: process.env.WAYMARK_CHROME ?? "/usr/bin/chromium-headless-shell" });
after(() => browser.close());

export const address = (path) => new URL(path.replace(/^\//, ""), base).href;

export async function api(path) {
  const response = await fetch(address(`/api/v1/${path}`));
  assert.equal(response.status, 200, `GET /api/v1/${path}`);
  return response.json();
}

export const wide = 1280;
export const narrow = 375;

// Every look with WAYMARK_ALL, which takes long; else one wide and one narrow, one light and one dark.
export const looks = [wide, narrow]
  .flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })))
  .filter(({ width, scheme }) => process.env.WAYMARK_ALL || (width === wide) === (scheme === "light"));

// Opens a page, runs `body`, and fails on any console error, page error or request to another host.
// options: width, scheme, allow (a pattern of console errors the test provokes), site (another server than that of
// WAYMARK_URL), context options.
export async function withPage(options, body) {
  const { width = wide, scheme = "light", allow, site = base.href, ...contextOptions } = options;
  const { origin } = new URL(site);
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 812 : 900 },
    colorScheme: scheme,
    ...contextOptions,
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const page = await context.newPage();
  const wrong = [];
  const running = new Set();
  underWay.set(page, running);
  page.on("request", (request) => running.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => running.delete(request));
  page.on("console", (message) => {
    // The browser reports the document itself when its status is 404, as it is for an address without a screen.
    if (message.location().url === page.url() && message.text().includes("404")) return;
    if (["error", "warning"].includes(message.type()) && !allow?.test(message.text())) wrong.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) wrong.push(`request to another host: ${url.href}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`));
  });
  try {
    await body(page);
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
}

// Goes to a path (or whole address) and waits until its screen has its content.
export async function open(page, path) {
  await page.goto(path.startsWith("http") ? path : address(path));
  await settled(page);
}

export async function settled(page) {
  await page.waitForFunction(() => {
    const heading = document.querySelector("main h1");
    return heading && heading.textContent !== "Searching…" && !document.querySelector('main [aria-busy="true"], .skeleton');
  });
}

const underWay = new WeakMap(); // The requests of a page that have not ended.

// Waits until the page has asked for nothing for 150 ms, long enough for an answer to be drawn and to ask for more.
export async function quiet(page) {
  for (let since = Date.now(); Date.now() - since < 150; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (underWay.get(page).size > 0) since = Date.now();
  }
}

export const heading = (page) => page.locator("main h1").textContent();

// The parameters of the page's address, in order.
export const parameters = (page) => [...new URL(page.url()).searchParams].map(([name, value]) => `${name}=${value}`);

export async function search(page, text) {
  await page.fill("#q", text);
  await page.press("#q", "Enter");
  await page.waitForURL((url) => url.pathname.endsWith("/search"));
  await settled(page);
}

// Ticks or unticks a value of a facet, opening the facet first if need be.
export async function tick(page, field, value) {
  await openFacet(page, field);
  const before = page.url();
  await page.locator(tickSelector(field, value)).click();
  await page.waitForFunction((url) => location.href !== url, before);
  await settled(page);
}

export const tickSelector = (field, value) => `[id="${`tick-${field}-${value}`.replaceAll('"', '\\"')}"]`;

export async function openFacet(page, field) {
  const head = page.locator(`[data-facet="${field}"]`);
  if ((await head.getAttribute("aria-expanded")) === "false") await head.click();
}

export async function shot(page, name, fullPage = false) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png`, fullPage });
}

// axe-core over the page as it is; the findings as readable lines. It goes in by evaluate, as no script of another
// origin or inline may run.
export async function axe(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }),
  );
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => `${node.target} (${node.any?.[0]?.message ?? node.all?.[0]?.message ?? ""})`).slice(0, 3).join(" | ")}`);
}
