// /openapi.json describes what the server really answers: the document is valid, every example in it works and gives
// the shape that it says, and so do more requests.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

import { startProgram } from "./servers.mjs";

const server = await startProgram();
after(() => server.stop());
const base = new URL("/", server.url);
const at = (path) => new URL(path.replace(/^\//, ""), base).href;
const json = async (path) => (await fetch(at(path))).json();

const document = await json("/openapi.json");
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "doc", ...document });

// The document's own rules that matter to readers. Source: OpenAPI 3.1, sections 4.8.8 to 4.8.12.
function faultsOf(doc) {
  const faults = [];
  const names = new Set();
  if (!/^3\.1\.\d+$/.test(doc.openapi)) faults.push("openapi");
  for (const [path, item] of Object.entries(doc.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const where = `${method} ${path}`;
      if (names.has(operation.operationId)) faults.push(`${where}: operationId is used twice`);
      names.add(operation.operationId);
      const told = (operation.parameters ?? []).map((parameter) => `${parameter.in} ${parameter.name}`);
      if (new Set(told).size !== told.length) faults.push(`${where}: a parameter is told twice`);
      for (const parameter of operation.parameters ?? []) {
        if (!parameter.schema || !parameter.description) faults.push(`${where}: ${parameter.name} has no schema or description`);
        if (!ajv.validateSchema(parameter.schema)) faults.push(`${where}: ${parameter.name} is no schema`);
      }
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) if (method === "get" && !told.includes(`path ${name}`)) faults.push(`${where}: {${name}} is not described`);
      if (!operation.responses?.["200"]) faults.push(`${where}: no answer`);
    }
  }
  for (const [name, schema] of Object.entries(doc.components.schemas)) if (!ajv.validateSchema(schema)) faults.push(`schema ${name}`);
  return faults;
}

const shapeOf = (response) => Object.values(response.content)[0].schema;

function check(schema, value, where) {
  const name = schema.$ref?.split("/").at(-1);
  const validate = ajv.compile(name ? { $ref: `doc#/components/schemas/${name}` } : schema);
  assert.ok(validate(value), `${where}: ${ajv.errorsText(validate.errors)}`);
}

const get = (path) => document.paths[path].get;

test("the document is OpenAPI 3.1, and so is the part for assistants", async () => {
  assert.deepEqual(faultsOf(document), []);
  const actions = await json("/openapi-actions.json");
  assert.deepEqual(faultsOf(actions), []);
  for (const item of Object.values(actions.paths)) {
    for (const operation of Object.values(item)) {
      assert.ok(operation.summary.length <= 300);
      assert.equal(operation["x-openai-isConsequential"], false);
      for (const argument of Object.values(operation.requestBody.content["application/json"].schema.properties)) assert.ok((argument.description ?? "").length <= 700);
    }
  }
});

test("every action answers in the shape it says", async () => {
  const actions = await json("/openapi-actions.json");
  const key = "t_xxxcqmqam45oa";
  const bodies = { searchCatalog: { query: "customer orders", counts: true }, getAsset: { keys: [key] }, getLineage: { key }, browseCatalog: {}, listFilterValues: { field: "domain" } };
  for (const [path, { post }] of Object.entries(actions.paths)) {
    const response = await fetch(at(path), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(bodies[post.operationId]) });
    assert.equal(response.status, 200, path);
    check(post.responses["200"].content["application/json"].schema, await response.json(), path);
  }
});

test("every example works and gives the shape it says", async () => {
  let tried = 0;
  for (const [path, item] of Object.entries(document.paths)) {
    const example = item.get?.["x-example"];
    if (!example) continue;
    const response = await fetch(at(example));
    assert.equal(response.status, 200, example);
    const schema = shapeOf(item.get.responses["200"]);
    if (response.headers.get("content-type").startsWith("application/json")) check(schema, await response.json(), example);
    else assert.equal(schema.type, "string", path);
    tried += 1;
  }
  assert.ok(tried >= 10);
});

test("answers of many requests have their shapes", async () => {
  const search = shapeOf(get("/api/v1/search").responses["200"]);
  for (const query of ["", "q=orders&explain=1", "q=zzzznothing&type=table", "q=custmer+ordres", "q=email&facets=none", "size=0", "size=100", "sort=-name&page=2"]) {
    const answer = await json(`/api/v1/search?${query}`);
    check(search, answer, query);
    for (const hit of answer.hits.slice(0, 20)) {
      check(shapeOf(get("/api/v1/assets/{key}").responses["200"]), await json(`/api/v1/assets/${hit.key}?include=columns,lineage,contract,usage,history`), hit.key);
    }
  }
});

// One route after another, with the keys of things of every type: what a document says of a shape holds for all of them.
test("answers of every route have their shapes, for things of every type", async () => {
  const { fields, types } = await json("/api/v1/schema");
  const keys = [];
  for (const { value } of types) {
    const { hits } = await json(`/api/v1/search?type=${value}&size=4&facets=none`);
    keys.push(...hits.map((hit) => hit.key));
  }
  assert.ok(keys.length > 20);
  const requests = [
    ["/api/v1/suggest", ["q=c", "q=cust&size=20", "q=own&kinds=value", "q=zzzz"]],
    ["/api/v1/facets/{field}", fields.flatMap(({ name }) => [[name, "size=5"], [name, "prefix=a&q=orders"]])],
    ["/api/v1/assets/{key}", keys.map((key) => [key, ""])],
    ["/api/v1/assets/{key}/columns", keys.map((key) => [key, "size=3"])],
    ["/api/v1/assets/{key}/lineage", keys.flatMap((key) => [[key, "up=3&down=3&impact=1"], [key, "max_nodes=2&down=5"]])],
    ["/api/v1/assets/{key}/similar", keys.map((key) => [key, "size=3"])],
    ["/api/v1/assets/{key}/contract", keys.map((key) => [key, ""])],
    ["/api/v1/assets/{key}/contract/versions", keys.map((key) => [key, ""])],
    ["/api/v1/tree", ["", "parent=unassigned", ...keys.map((key) => `parent=${key}`)]],
    ["/api/v1/resolve", ["ref=snowflake:commerce.core.fct_customer_orders&ref=no:such", "ref="]],
    ["/api/v1/changes", ["", "size=3", "types=added"]],
    ["/api/v1/activity", ["", "since=30d&size=3", "domain=Commerce"]],
    ["/api/v1/status", [""]],
  ];
  let answered = 0;
  for (const [path, variants] of requests) {
    for (const variant of variants) {
      const [value, query] = Array.isArray(variant) ? variant : ["", variant];
      const address = `${path.replace(/\{\w+\}/, encodeURIComponent(value))}?${query}`;
      const response = await fetch(at(address));
      const body = await response.json();
      // A column holds no lineage, an owner no columns: then the answer is the other shape of the document.
      if (response.status === 200) answered += 1;
      check(shapeOf(get(path).responses[response.status === 200 ? "200" : "default"]), body, address);
      assert.ok([200, 400, 404].includes(response.status), `${address}: ${response.status}`);
    }
  }
  assert.ok(answered > 200, String(answered));
});

test("refusals are problem documents", async () => {
  const problem = shapeOf(get("/api/v1/search").responses.default);
  for (const path of ["/api/v1/search?sort=newest", "/api/v1/search?nosuch=1", "/api/v1/assets/t_nothing", "/api/v1/nothing", "/api/v1/search?page=9999&size=100"]) {
    const response = await fetch(at(path));
    assert.ok(response.status >= 400, path);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    check(problem, await response.json(), path);
  }
});

test("llms.txt names the calls and nothing of the catalog", async () => {
  const text = await (await fetch(at("/llms.txt"))).text();
  assert.match(text, /^# Waymark\n\n> /);
  const [hit] = (await json("/api/v1/search?size=1")).hits;
  assert.ok(!text.includes(hit.key));
});
