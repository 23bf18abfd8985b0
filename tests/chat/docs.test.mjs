// Every curl command that the documentation shows works as it stands, against the sample mesh.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { root, run, startProgram } from "./servers.mjs";

const pages = ["docs/http-api.md", "docs/chat.md", "docs/contracts.md"];
const contract = `apiVersion: v3.0.2
kind: DataContract
id: orders
schema:
  - name: fct_customer_orders
    properties:
      - {name: order_id, logicalType: string}
`;

// Lines of code, fenced or indented, that begin with curl; a line that ends in a backslash goes on.
function commandsOf(page) {
  const text = readFileSync(join(root, page), "utf8").replace(/\\\n\s*/g, "");
  return text.split("\n").map((line) => line.trim()).filter((line) => line.startsWith("curl "));
}

let server;
let folder;
before(async () => {
  server = await startProgram();
  folder = mkdtempSync(join(tmpdir(), "waymark-docs-"));
  writeFileSync(join(folder, "contract.yaml"), contract);
});
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

// What stands for something of the reader's own: the server's address, a key, a file, a token.
async function filledIn(command) {
  const base = new URL("/", server.url).href.slice(0, -1);
  const json = async (path) => (await fetch(base + path)).json();
  const [{ key }] = (await json("/api/v1/search?type=contract&size=1")).hits;
  const [{ versions }] = (await json(`/api/v1/assets/${key}/contract/versions`)).contracts;
  return command
    .replace(/ [>|] .*$/, "")
    .replace(/https:\/\/catalog\.example(\.com)?|http:\/\/127\.0\.0\.1:8080/g, base)
    .replace(/x_…/g, key)
    .replace(/from=[\d.]+&to=[\d.]+/, `from=${versions[0].version}&to=${versions.at(-1).version}`)
    .replace(/@[\w./-]+\.ya?ml/g, `@${join(folder, "contract.yaml")}`)
    .replace(/-H "Authorization: Bearer \$TOKEN"/g, "");
}

for (const page of pages) {
  test(`the commands of ${page} work`, async () => {
    const commands = commandsOf(page);
    assert.ok(commands.length > 0);
    for (const command of commands) {
      const ready = await filledIn(command);
      const { code, out, err } = await run("bash", ["-c", `${ready} --silent --show-error --output /dev/null --write-out '%{http_code}'`]);
      assert.equal(code, 0, `${ready}: ${err}`);
      assert.match(out, /^2\d\d$/, `${ready}: ${out}`);
    }
  });
}
