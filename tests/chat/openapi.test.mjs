// /openapi.json describes what the server really answers: the document is valid, every example in it works and gives
// the shape that it says, and so do more requests.
import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const base = new URL(process.env.WAYMARK_URL ?? "http://127.0.0.1:8080/");
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
    for (const [method, operation] of Object.entries(item)) {
      assert.equal(method, "get");
      assert.ok(operation.summary.length <= 300);
      for (const parameter of operation.parameters) assert.ok(parameter.description.length <= 700);
    }
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

test("refusals are problem documents", async () => {
  const problem = shapeOf(get("/api/v1/search").responses.default);
  for (const path of ["/api/v1/search?sort=newest", "/api/v1/search?nosuch=1", "/api/v1/assets/t_nothing", "/api/v1/nothing", "/api/v1/search?page=9999&size=100"]) {
    const response = await fetch(at(path));
    assert.ok(response.status >= 400, path);
    assert.equal(response.headers.get("content-type"), "application/problem+json; charset=utf-8");
    check(problem, await response.json(), path);
  }
});

test("llms.txt names the calls and nothing of the catalog", async () => {
  const text = await (await fetch(at("/llms.txt"))).text();
  assert.match(text, /^# Waymark\n\n> /);
  const [hit] = (await json("/api/v1/search?size=1")).hits;
  assert.ok(!text.includes(hit.key));
});
