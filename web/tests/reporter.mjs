// reporter.mjs - says what fails as it fails, figures as they are measured, and at the end a table of the acceptance list:
// number, result, tests. A test's numbers are the ones its name begins with: "4 Back gives…", "62 by keyboard…".
//
//   WAYMARK_WHOLE   set when every test file runs: then a number without a test fails the run
import { inspect } from "node:util";

const last = 70;
const order = ["failed", "skipped", "passed"];

function resultOf(event) {
  if (event.type === "test:fail") return "failed";
  return event.data.skip === undefined || event.data.skip === false ? "passed" : "skipped";
}

function tableOf(found) {
  const lines = ["", "Checks of the page, by number:"];
  const missing = [];
  for (let number = 1; number <= last; number += 1) {
    const tests = found.get(number) ?? [];
    if (tests.length === 0) missing.push(number);
    const results = new Set(tests.map(({ result }) => result));
    // A number is passed when something of it ran and nothing of it failed.
    const result = tests.length === 0 ? "NO TEST" : results.has("failed") ? "FAILED" : results.has("passed") ? "passed" : "skipped";
    const names = tests.map((one) => one.name.replace(/^\d+ /, "") + (one.result === "skipped" && result !== "skipped" ? ` (not now: ${one.why})` : one.result === "skipped" ? ` (${one.why})` : one.result === "failed" && tests.length > 1 ? " (FAILED)" : ""));
    lines.push(`${String(number).padStart(3)}  ${result.padEnd(7)}  ${names.join("; ")}`);
  }
  return { text: `${lines.join("\n")}\n`, missing };
}

export default async function* reporter(source) {
  const found = new Map();
  const counts = { failed: 0, skipped: 0, passed: 0 };
  const slow = [];
  for await (const event of source) {
    if (event.type === "test:diagnostic" && /: .* of /.test(event.data.message)) yield `      ${event.data.message}\n`;
    if (event.type === "test:stderr" || event.type === "test:stdout") yield event.data.message;
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    const { name, details, file, nesting } = event.data;
    if (nesting > 0 || (file && name === file) || details?.type === "suite") continue;
    const result = resultOf(event);
    counts[result] += 1;
    slow.push([details?.duration_ms ?? 0, name]);
    const number = Number(/^\d+/.exec(name)?.[0] ?? 0);
    if (number > 0) found.set(number, [...(found.get(number) ?? []), { name, result, why: typeof event.data.skip === "string" ? event.data.skip : "skipped" }]);
    if (result === "failed") yield `FAILED ${name}\n${inspect(details?.error?.cause ?? details?.error, { depth: 4 })}\n`;
  }
  slow.sort((one, other) => other[0] - one[0]);
  const whole = Boolean(process.env.WAYMARK_WHOLE);
  const { text, missing } = tableOf(found);
  if (whole || found.size > 20) yield text;
  yield `\n${order.map((result) => `${counts[result]} ${result}`).join(", ")}; the slowest: ${slow.slice(0, 10).map(([time, name]) => `${(time / 1000).toFixed(0)} s ${name.slice(0, 40)}`).join("; ")}\n`;
  if (whole && missing.length > 0) {
    yield `No test for ${missing.join(", ")}\n`;
    process.exitCode = 1;
  }
}
