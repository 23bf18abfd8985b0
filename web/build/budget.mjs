// Fails when the built page grows past its size budget. Sizes are gzip at level 9, as the server ships them.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const gzipSize = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length;
const shell = readFileSync(new URL("index.html", dist), "utf8");
const named = (pattern) => [...shell.matchAll(pattern)].map((match) => match[1]);

const scripts = [...new Set(named(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g))];
const styles = named(/href="\.\/(assets\/[^"]+\.css)"/g);
const sum = (paths) => paths.reduce((total, path) => total + gzipSize(path), 0);

const budgets = [
  ["first-view scripts", sum(scripts), 30 * 1024],
  ["styles", sum(styles), 8 * 1024],
  ["shell", gzipSize("index.html"), 4 * 1024],
];
for (const file of readdirSync(new URL("assets/", dist)).filter((name) => name.endsWith(".js"))) {
  if (!scripts.includes(`assets/${file}`)) budgets.push([`later chunk ${file}`, gzipSize(`assets/${file}`), 30 * 1024]);
}

let over = false;
for (const [name, size, budget] of budgets) {
  if (size > budget) over = true;
  console.log(`${size > budget ? "OVER" : "ok  "} ${name}: ${(size / 1024).toFixed(1)} KB of ${budget / 1024} KB (gzip)`);
}
if (scripts.length === 0 || styles.length === 0) {
  console.log("OVER the shell names no script or no style sheet");
  over = true;
}
process.exit(over ? 1 : 0);
