// Item screens and the domain tree.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, heading, narrow, open, parameters, settled, shot, wide, withPage } from "./harness.mjs";
import { itemPath, itemWith, pathField, schema, screens, tableWithColumns, word } from "./mesh.mjs";

const table = await tableWithColumns();
const noTable = !table && "no table with columns";

test("39 an address with a column brings it into view and marks it", { skip: noTable }, async () => {
  const column = table.columns.at(-1);
  const name = column.path || column.name;
  for (const width of [wide, narrow]) {
    await withPage({ width }, async (page) => {
      await open(page, `${itemPath(table.key)}#col-${encodeURIComponent(name)}`);
      const row = page.locator(".row-marked");
      await row.waitFor();
      assert.equal(await row.getAttribute("id"), `col-${name}`);
      assert.equal(await row.evaluate((element) => element.getBoundingClientRect().top < innerHeight && element.getBoundingClientRect().bottom > 0), true);
      await shot(page, `column-${width}`);
    });
  }
});

test("40 tabs: arrows move and activate, one is selected, the address follows", { skip: noTable }, () =>
  withPage({}, async (page) => {
    await open(page, itemPath(table.key));
    const tabs = page.getByRole("tab");
    const count = await tabs.count();
    assert.ok(count > 1);
    await tabs.first().focus();
    for (let step = 1; step <= count; step += 1) {
      await page.keyboard.press("ArrowRight");
      const selected = page.locator("[role=tab][aria-selected=true]");
      assert.equal(await selected.count(), 1);
      assert.equal(await selected.getAttribute("id"), await tabs.nth(step % count).getAttribute("id"));
      assert.equal(await selected.evaluate((element) => element === document.activeElement), true);
      const id = (await selected.getAttribute("id")).replace("tab-", "");
      assert.deepEqual(parameters(page), step % count === 0 ? [] : [`tab=${id}`]);
      assert.equal(await page.locator("[role=tabpanel]:visible").count(), 1);
    }
    await page.keyboard.press("End");
    const last = await page.locator("[role=tab][aria-selected=true]").getAttribute("id");
    await page.reload();
    await settled(page);
    assert.equal(await page.locator("[role=tab][aria-selected=true]").getAttribute("id"), last);
  }));

test("the filter of the columns narrows them", { skip: noTable }, () =>
  withPage({}, async (page) => {
    await open(page, itemPath(table.key));
    const name = table.columns[0].path || table.columns[0].name;
    await page.getByLabel("Filter columns").fill(name);
    await page.waitForFunction((total) => {
      const rows = document.querySelectorAll(".column-table tbody tr").length;
      return rows >= 1 && (rows < total || total === 1);
    }, table.columns_total ?? table.columns.length);
    assert.ok((await page.locator(".column-table tbody th code").allTextContents()).includes(name));
  }));

test("41 the domain tree is one tab stop and follows the tree pattern", { skip: !pathField && "no domains" }, () =>
  withPage({}, async (page) => {
    await open(page, "/domains");
    await page.getByRole("treeitem").first().waitFor();
    assert.equal(await page.locator("[role=treeitem][tabindex='0']").count(), 1);
    assert.equal(await page.locator("[role=tree] a:not([tabindex='-1'])").count(), 0);
    const parents = page.locator("[role=tree] > [role=treeitem][aria-expanded]");
    const focused = () => page.evaluate(() => document.activeElement.id);
    if ((await parents.count()) > 0) {
      const parent = parents.first();
      const id = await parent.getAttribute("id");
      await parent.focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(await parent.getAttribute("aria-expanded"), "true");
      await page.keyboard.press("ArrowRight");
      assert.notEqual(await focused(), id);
      await shot(page, "domains");
      await page.keyboard.press("ArrowLeft");
      assert.equal(await focused(), id);
      await page.keyboard.press("ArrowLeft");
      assert.equal(await parent.getAttribute("aria-expanded"), "false");
    } else await page.locator("[role=treeitem]").first().focus();
    await page.keyboard.press("End");
    const last = await page.locator("[role=tree] > [role=treeitem]").last().getAttribute("id");
    assert.equal(await focused(), last);
    await page.keyboard.press("Home");
    assert.equal(await focused(), await page.locator("[role=treeitem]").first().getAttribute("id"));
    const letter = (await page.locator(`[id="${last}"] > .tree-row .tree-name`).textContent())[0];
    await page.keyboard.press(letter);
    assert.ok((await page.evaluate(() => document.activeElement.querySelector(".tree-name").textContent)).toLowerCase().startsWith(letter.toLowerCase()));
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith("/domains"));
    await settled(page);
    assert.notEqual(await heading(page), "Page not found");
  }));

for (const [letter, what] of [["p", "product"], ["d", "domain"], ["u", "owner"]]) {
  test(`a ${what} lists what belongs to it`, async (context) => {
    const item = await itemWith(letter);
    if (!item) return context.skip(`no ${what}`);
    await withPage({}, async (page) => {
      await open(page, itemPath(item.key));
      assert.equal(await heading(page), item.title || item.name);
      const word = schema.types.find((type) => type.value === item.type).label.toLowerCase();
      assert.equal(await page.title(), `${item.title || item.name} – ${word} · Waymark`);
      await page.getByText(/^[\d,]+ items?$/).first().waitFor();
    });
  });
}

test("every screen in pictures", { skip: !process.env.WAYMARK_SHOTS && "WAYMARK_SHOTS is not set" }, async () => {
  const all = await screens();
  if (table) all.push(...["about", "lineage", "contract", "sources"].map((tab) => [`table-${tab}`, `${itemPath(table.key)}?tab=${tab}`]));
  const flowing = (await api("search?type=data_product&has=lineage&certification=certified&size=1&facets=none")).hits[0] ?? (await api("search?has=lineage&size=1&facets=none")).hits[0];
  if (flowing) all.push(["lineage", `/lineage/${flowing.key}`], ["product-assets", `${itemPath(flowing.key)}?tab=assets`], ["product-contract", `${itemPath(flowing.key)}?tab=contract`]);
  const first = (await api(`search?q=${word.word}&size=1&facets=none`)).hits[0];
  all.push(["preview", `/search?q=${word.word}&preview=${first.key}`], ["compact", `/search?q=${word.word}&view=compact`], ["zero", `/search?q=zzzznothing+${word.word}&match=all`]);
  for (const [name, path] of all) {
    for (const width of [wide, narrow]) {
      for (const scheme of ["light", "dark"]) {
        await withPage({ width, scheme }, async (page) => {
          await open(page, path);
          await page.waitForLoadState("networkidle");
          await shot(page, `${name}-${width}-${scheme}`);
        });
      }
    }
  }
});
