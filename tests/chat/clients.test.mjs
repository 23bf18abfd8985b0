// The official clients of both eras and the inspector list and call every tool, over HTTP and over lines of text.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import Ajv2020 from "ajv/dist/2020.js";
import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as LegacyHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

import { program, run, startProgram } from "./servers.mjs";

const contract = `apiVersion: v3.0.2
kind: DataContract
id: orders
schema:
  - name: fct_customer_orders
    properties:
      - {name: order_id, logicalType: string}
`;
const names = ["search_catalog", "get_asset", "get_lineage", "browse_catalog", "list_filter_values", "check_contract"];

let server;
before(async () => { server = await startProgram(); });
after(() => server.stop());

const stdio = () => ({ command: program, args: ["mcp", "--index", server.index], stderr: "inherit" });
const info = { name: "waymark-test", version: "1" };
const clients = {
  "a legacy client over HTTP": () => [new LegacyClient(info), new LegacyHttp(new URL(server.url))],
  "a legacy client over lines": () => [new LegacyClient(info), new LegacyStdio(stdio())],
  "a modern client over HTTP": () =>
    [new ModernClient(info, { versionNegotiation: { mode: { pin: "2026-07-28" } } }), new ModernHttp(new URL(server.url))],
  "a modern client over lines": () =>
    [new ModernClient(info, { versionNegotiation: { mode: { pin: "2026-07-28" } } }), new ModernStdio(stdio())],
};

for (const [who, make] of Object.entries(clients)) {
  test(`${who} lists and calls every tool`, async () => {
    const [client, transport] = make();
    await client.connect(transport);
    try {
      const { tools } = await client.listTools();
      assert.deepEqual(tools.map((tool) => tool.name), names);
      // The client holds every structured result to the tool's schema and throws where it does not fit.
      const call = async (name, args) => {
        const result = await client.callTool({ name, arguments: args });
        assert.ok(!result.isError, `${name}: ${JSON.stringify(result.content)}`);
        assert.equal(result.content[0].text, JSON.stringify(result.structuredContent));
        return result.structuredContent;
      };
      const found = await call("search_catalog", { query: "customer orders", counts: true });
      assert.ok(found.total > 0);
      const { key } = found.hits.find((hit) => hit.name.toLowerCase() === "fct_customer_orders");
      const { assets } = await call("get_asset", { keys: [key], include: ["contract", "usage", "quality", "sources"] });
      assert.equal(assets[0].key, key);
      const lineage = await call("get_lineage", { key, depth: 2 });
      assert.ok(lineage.nodes.length > 1);
      const top = await call("browse_catalog", {});
      assert.ok(top.children.length > 1);
      assert.ok((await call("browse_catalog", { parent: top.children[0].key })).children.length > 0);
      assert.ok((await call("list_filter_values", { field: "domain" })).values.length > 1);
      assert.match((await call("check_contract", { contract, target: key })).verdict, /^(pass|warn|fail)$/);
      const wrong = await client.callTool({ name: "search_catalog", arguments: { limit: 100 } });
      assert.ok(wrong.isError);
      // The suite's own scenario of completion asks for a prompt of its own, so the program's are completed here.
      const complete = (ref, name, value) => client.complete({ ref, argument: { name, value } });
      const topic = { type: "ref/prompt", name: "find_trusted_data" };
      assert.ok((await complete(topic, "domain", "comm")).completion.values.includes("Commerce"));
      const asset = { type: "ref/resource", uri: "waymark://asset/{key}" };
      assert.ok((await complete(asset, "key", "fct_customer_ord")).completion.values.includes(key));
      await assert.rejects(complete({ type: "ref/prompt", name: "no_such_prompt" }, "a", "b"), { code: -32602 });
      const guide = await client.readResource({ uri: "waymark://guide" });
      assert.ok(guide.contents[0].text.length > 100);
      const prompt = await client.getPrompt({ name: "find_trusted_data", arguments: { topic: "churn" } });
      assert.equal(prompt.messages.length, 1);
    } finally {
      await client.close();
    }
  });
}

describe("the inspector", () => {
  const inspect = async (target, args) => {
    const { code, out, err } = await run("npx", ["--no-install", "mcp-inspector", "--cli", ...target, ...args]);
    assert.equal(code, 0, out + err);
    return JSON.parse(out);
  };
  const key = "t_xxxcqmqam45oa";
  const calls = [
    ["search_catalog", "query=customer orders"],
    ["get_asset", `keys=["${key}"]`],
    ["get_lineage", `key=${key}`],
    ["browse_catalog"],
    ["list_filter_values", "field=domain"],
    ["check_contract", `contract=${contract}`, `target=${key}`],
  ];
  const ajv = new Ajv2020({ strict: false });
  for (const [how, target] of [["HTTP", () => [server.url]], ["lines", () => [program, "mcp", "--index", server.index]]]) {
    test(`lists and calls every tool over ${how}, and every result fits its schema`, async () => {
      const { tools } = await inspect(target(), ["--method", "tools/list"]);
      assert.deepEqual(tools.map((tool) => tool.name), names);
      for (const [name, ...args] of calls) {
        const result = await inspect(target(), ["--method", "tools/call", "--tool-name", name, ...args.flatMap((one) => ["--tool-arg", one])]);
        assert.ok(!result.isError && result.structuredContent, JSON.stringify(result));
        const fits = ajv.compile(tools.find((tool) => tool.name === name).outputSchema);
        assert.ok(fits(result.structuredContent), `${name}: ${ajv.errorsText(fits.errors)}`);
      }
    });
  }
});
