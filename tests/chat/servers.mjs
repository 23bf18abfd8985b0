// The programs under test, started and stopped.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const build = process.env.WAYMARK_BUILD;
if (!build) throw new Error("set WAYMARK_BUILD to a build folder, or run scripts/chat.sh check");
export const program = join(build, "waymark");
export const root = new URL("../..", import.meta.url).pathname;

// A process whose output is read until `pattern` fits; its first group is what was looked for.
function started(command, args, pattern, options) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"], ...options });
  return new Promise((resolve, reject) => {
    let said = "";
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${command} ended with ${code}`)));
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const found = pattern.exec(said);
      if (found) resolve({ child, found: found[1] });
    });
  });
}

export function stopped(child) {
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.on("exit", resolve);
    child.stdin.end();
    child.kill("SIGTERM");
  });
}

// The protocol code with the suite's own tools.
export async function startFixture() {
  const { child, found } = await started(join(build, "tests/conformance_server"), [], /^(\d+)\n/);
  return { url: `http://127.0.0.1:${found}/mcp`, stop: () => stopped(child) };
}

// The program as it ships, on the sample mesh.
export async function startProgram() {
  const folder = mkdtempSync(join(tmpdir(), "waymark-chat-"));
  const index = join(folder, "index");
  const { child, found } = await started(program, ["demo", "--index", index, "--port", "0"], /is at (http:\S+)\//, { cwd: root });
  return {
    url: `${found}/mcp`,
    index,
    stop: async () => {
      await stopped(child);
      rmSync(folder, { recursive: true });
    },
  };
}

// A command's exit code and everything it said.
export function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  return new Promise((resolve, reject) => {
    let out = "";
    let err = "";
    child.stdout.on("data", (bytes) => (out += bytes));
    child.stderr.on("data", (bytes) => (err += bytes));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}
