import { describe, expect, it } from "vitest";
import { chatMessage, commandLine, curlLine, markdownList } from "./copies";
import { emptySearch } from "./state";

const link = (key: string) => `https://catalog.example.org/asset/${key}`;
const answer = { query: { q: "" }, total: 1, page: 1, size: 20, pages: 1, hits: [{ key: "t_1", type: "table", name: "a[b]", owner: [{ name: "Ana" }] }] };

describe("copies of a search", () => {
  it("survive a shell", () => {
    const filters = [{ field: "domain", value: "R&D's", not: true }];
    expect(commandLine({ ...emptySearch, text: "orders; rm -rf $HOME", filters, sort: "name" })).toBe(
      `waymark search 'orders; rm -rf $HOME' --filter 'not.domain=R&D'\\''s' --sort name`,
    );
    expect(curlLine("http://localhost/api/v1/search?q=a&size=20")).toBe("curl 'http://localhost/api/v1/search?q=a&size=20'");
  });
  it("say name, owner and link", () => {
    expect(chatMessage(answer, "1 result", link)).toBe("1 result\na[b], owner Ana: https://catalog.example.org/asset/t_1");
    expect(markdownList(answer, link)).toBe("- [a\\[b\\]](https://catalog.example.org/asset/t_1)");
  });
});
