import { expect, test } from "vitest";
import { parseInline, parseMarkdown, plainText, safeLink } from "./markdown";

test("paragraphs, lists and code blocks", () => {
  const kinds = parseMarkdown("One\ntwo\n\n- a\n- b\n\n1. c\n\n```\nx < y\n```\n# Head").map((block) => block.kind);
  expect(kinds).toEqual(["paragraph", "list", "list", "code", "heading"]);
});

test("markup stays text", () => {
  const source = '<img src=x onerror=alert(1)> <script>alert(1)</script> ![i](https://evil.example/a.png)';
  const parts = parseInline("<img src=x onerror=alert(1)> <script>");
  expect(parts).toEqual([{ kind: "text", text: "<img src=x onerror=alert(1)> <script>" }]);
  expect(JSON.stringify(parseMarkdown(source))).not.toContain('"image"');
});

test("only http, https and mailto are linked", () => {
  expect(safeLink("https://example.com/a")).toBe("https://example.com/a");
  expect(safeLink("mailto:ana@example.com")).toBe("mailto:ana@example.com");
  for (const bad of ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/x", "vbscript:x"]) {
    expect(safeLink(bad)).toBeUndefined();
  }
  expect(parseInline("[x](javascript:alert)")).toEqual([{ kind: "text", text: "[x](javascript:alert)" }]);
});

test("names with underscores and stars are not emphasis", () => {
  for (const text of ["fct_customer_orders", "a * b * c", "2*3*4", "__init__x"]) {
    expect(parseInline(text).every((part) => part.kind === "text")).toBe(true);
  }
});

test("emphasis, strong, code and links nest", () => {
  expect(parseInline("**a `b`** and [*c*](https://x.example)").map((part) => part.kind)).toEqual(["strong", "text", "link"]);
});

test("no text is lost, whatever it is", () => {
  for (const text of ["**", "[]()", "`", "*a", "[a](b", "a**b", "_"]) expect(plainText(parseInline(text))).toBe(text);
});

test("a hostile text is parsed in time", () => {
  const started = performance.now();
  for (const text of ["[".repeat(20_000), "*".repeat(20_000), "`".repeat(20_001), "_a ".repeat(10_000), "**a ".repeat(8_000)]) parseMarkdown(text);
  expect(performance.now() - started).toBeLessThan(1500);
});
