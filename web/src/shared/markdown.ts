// The small Markdown subset that descriptions may use, as plain data. markdown_view.tsx draws it; nothing is ever inserted
// as markup. Paragraphs, headings (drawn as bold lines), lists, code blocks, `code`, *emphasis*, **strong** and links
// to http, https and mailto. Everything else stays the text it is.

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong" | "emphasis"; parts: Inline[] }
  | { kind: "link"; href: string; parts: Inline[] };

export type Block =
  | { kind: "paragraph" | "heading"; parts: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "code"; text: string };

const schemes = new Set(["http:", "https:", "mailto:"]);

// The address when it is one that may be linked to, else nothing.
export function safeLink(address: string): string | undefined {
  try {
    const url = new URL(address.trim());
    return schemes.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

const inline =
  /`([^`\n]+)`|\[([^\]\n]{1,300})\]\(([^)\s]{1,2000})\)|\*\*(\S(?:[^*\n]{0,2000}?\S)?)\*\*|(?<![\w*])[*_](\S(?:[^*_\n]{0,2000}?\S)?)[*_](?!\w)|\b(https?:\/\/[^\s<>()"']{1,2000}[^\s<>()"'.,;:!?])/g;

export function parseInline(source: string, depth = 0): Inline[] {
  const parts: Inline[] = [];
  const text = (value: string) => value !== "" && parts.push({ kind: "text", text: value });
  if (depth > 3) {
    text(source);
    return parts;
  }
  let end = 0;
  for (const match of source.matchAll(inline)) {
    text(source.slice(end, match.index));
    end = match.index + match[0].length;
    const [whole, code, label, target, strong, emphasis, address] = match;
    const href = target === undefined ? undefined : safeLink(target);
    if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (strong !== undefined) parts.push({ kind: "strong", parts: parseInline(strong, depth + 1) });
    else if (emphasis !== undefined) parts.push({ kind: "emphasis", parts: parseInline(emphasis, depth + 1) });
    else if (address !== undefined) parts.push({ kind: "link", href: address, parts: [{ kind: "text", text: address }] });
    else if (href !== undefined) parts.push({ kind: "link", href, parts: parseInline(label ?? "", depth + 1) });
    else text(whole);
  }
  text(source.slice(end));
  return parts;
}

// The words without their marks.
export const plainText = (parts: Inline[]): string =>
  parts.map((part) => ("text" in part ? part.text : plainText(part.parts))).join("");

const bullet = /^\s{0,3}[-*+]\s+(.*)$/;
const numbered = /^\s{0,3}\d{1,4}[.)]\s+(.*)$/;

export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ kind: "paragraph", parts: parseInline(paragraph.join("\n")) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trimStart().startsWith("```")) {
      const close = lines.findIndex((later, index) => index > at && later.trimStart().startsWith("```"));
      const end = close === -1 ? lines.length : close;
      flush();
      blocks.push({ kind: "code", text: lines.slice(at + 1, end).join("\n") });
      at = end;
      continue;
    }
    const heading = /^#{1,6}\s+(.*)$/.exec(line);
    const item = bullet.exec(line) ?? numbered.exec(line);
    if (heading) {
      flush();
      blocks.push({ kind: "heading", parts: parseInline(heading[1] ?? "") });
    } else if (item) {
      flush();
      const ordered = !bullet.test(line);
      const last = blocks.at(-1);
      if (last?.kind === "list" && last.ordered === ordered && lines[at - 1]?.trim() !== "") last.items.push(parseInline(item[1] ?? ""));
      else blocks.push({ kind: "list", ordered, items: [parseInline(item[1] ?? "")] });
    } else if (line.trim() === "") flush();
    else paragraph.push(line);
  }
  flush();
  return blocks;
}
