// own_server.mjs - a small catalog of a test's own: export files, an index of them, a server that can stop and start.
//
//   WAYMARK_BINARY   the program, when it is not build/release/waymark of this checkout
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const program = process.env.WAYMARK_BINARY ?? fileURLToPath(new URL("../../build/release/waymark", import.meta.url));
export const noProgram = !existsSync(program) && `there is no ${program}`;

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

export const lines = (...items) => `${items.map((item) => JSON.stringify(item)).join("\n")}\n`;

// `files`: contents by name. The body gets { url, write, index, stop, start }.
export async function withServer(files, body) {
  const folder = mkdtempSync(join(tmpdir(), "waymark-page-"));
  const exports = join(folder, "exports");
  const index = join(folder, "index");
  const port = await freePort();
  let server;
  const site = {
    url: `http://127.0.0.1:${port}/`,
    write(changed) {
      for (const [name, content] of Object.entries(changed)) {
        mkdirSync(dirname(join(exports, name)), { recursive: true });
        writeFileSync(join(exports, name), content);
      }
    },
    index: () => promisify(execFile)(program, ["index", exports, "--index", index, "--quiet", "--allow-shrink"]).catch((error) => {
      if (error.code !== 3) throw error; // 3: something could not be read, the rest was done.
    }),
    async start() {
      server = spawn(program, ["serve", "--index", index, "--port", String(port), "--quiet"], { stdio: "ignore" });
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await fetch(`${site.url}readyz`).catch(() => undefined))?.ok) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error("the server did not answer");
    },
    stop: () =>
      new Promise((resolve) => {
        server.once("exit", resolve);
        server.kill();
      }),
  };
  try {
    site.write(files);
    await site.index();
    await site.start();
    await body(site);
  } finally {
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
