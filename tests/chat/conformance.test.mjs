// The protocol's conformance suite, at every revision it knows and we serve.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { run, startFixture, startProgram } from "./servers.mjs";

const conformance = (args) => run("npx", ["--no-install", "conformance", "server", ...args]);
const legacy = ["2025-06-18", "2025-11-25"];
const modern = "2026-07-28";

describe("the protocol code with the suite's own tools", () => {
  let fixture;
  before(async () => { fixture = await startFixture(); });
  after(() => fixture.stop());

  // What the baselines list is asking the person or the model of the client, and subscribing to resources: this server
  // does neither. A scenario that passes although it is listed fails the run.
  for (const version of legacy) {
    test(`passes every scenario of ${version} but those of its baseline`, async () => {
      const { code, out, err } = await conformance(
        ["--url", fixture.url, "--suite", "all", "--spec-version", version, "--expected-failures", `baseline-${version}.yml`]);
      assert.equal(code, 0, out + err);
    });
  }
  test(`passes every scenario of ${modern} but those of its baseline`, async () => {
    const { code, out, err } = await conformance(
      ["--url", fixture.url, "--suite", "all", "--spec-version", modern, "--expected-failures", `baseline-${modern}.yml`]);
    assert.equal(code, 0, out + err);
  });
});

describe("the program as it ships", () => {
  let server;
  before(async () => { server = await startProgram(); });
  after(() => server.stop());

  const everywhere = ["tools-list", "resources-list", "prompts-list"];
  const scenarios = {
    "2025-06-18": ["server-initialize", "ping", ...everywhere],
    "2025-11-25": ["server-initialize", "ping", ...everywhere, "dns-rebinding-protection"],
    "2026-07-28": [...everywhere, "dns-rebinding-protection", "caching", "sep-2164-resource-not-found", "http-header-validation"],
  };
  // Some of its checks need tools of the suite's own, which only the fixture has: those it calls not testable.
  test(`passes what can be tested of server-stateless of ${modern}`, async () => {
    const { out, err } = await conformance(["--url", server.url, "--scenario", "server-stateless", "--spec-version", modern]);
    const [, passed, all, failed] = /Passed: (\d+)\/(\d+), (\d+) failed, 0 warnings/.exec(out) ?? assert.fail(out + err);
    assert.equal(out.match(/Error: Not testable: server does not list the diagnostic tool/g)?.length ?? 0, Number(failed), out);
    assert.equal(Number(passed) + Number(failed), Number(all));
    assert.ok(passed >= 20, out);
  });
  for (const [version, names] of Object.entries(scenarios)) {
    for (const name of names) {
      test(`passes ${name} of ${version}`, async () => {
        const { code, out, err } = await conformance(["--url", server.url, "--scenario", name, "--spec-version", version]);
        assert.equal(code, 0, out + err);
      });
    }
  }
});
