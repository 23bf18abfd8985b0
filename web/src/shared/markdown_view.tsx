// Draws the Markdown subset of markdown.ts as elements and text nodes.
import { type Block, type Inline, parseMarkdown, plainText } from "./markdown";

// A link out of the catalog, with its host in sight.
export function OutLink({ href, children }: { href: string; children: preact.ComponentChildren }) {
  const url = new URL(href);
  const shown = typeof children === "string" && children.includes(url.host);
  return (
    <a href={href} rel="noopener noreferrer nofollow">
      {children}
      {url.host && !shown ? <span class="muted"> ({url.host})</span> : null}
    </a>
  );
}

function Parts({ parts }: { parts: Inline[] }) {
  return (
    <>
      {parts.map((part) => {
        if (part.kind === "text") return part.text;
        if (part.kind === "code") return <code>{part.text}</code>;
        if (part.kind === "link") return <OutLink href={part.href}>{plainText(part.parts)}</OutLink>;
        const inner = <Parts parts={part.parts} />;
        return part.kind === "strong" ? <strong>{inner}</strong> : <em>{inner}</em>;
      })}
    </>
  );
}

function drawBlock(block: Block) {
  if (block.kind === "code") return <pre tabIndex={0}><code>{block.text}</code></pre>;
  if (block.kind === "list") {
    const items = block.items.map((parts) => <li dir="auto"><Parts parts={parts} /></li>);
    return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
  }
  const inner = <Parts parts={block.parts} />;
  return <p dir="auto">{block.kind === "heading" ? <strong>{inner}</strong> : inner}</p>;
}

export function Markdown({ text }: { text: string }) {
  return <div class="prose">{parseMarkdown(text).map(drawBlock)}</div>;
}
