// Copying to the clipboard, with a word in the live region.
import { useState } from "preact/hooks";
import { announce } from "../frame/announce";
import { Icon } from "./icon";

// Pages that are not on https or localhost have no clipboard object: select a hidden field instead.
function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "off-screen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

export async function copyLink(): Promise<boolean> {
  const done = await copyText(location.href);
  announce(done ? "Link copied" : "The browser did not allow copying");
  return done;
}

interface CopyButtonProps {
  text: string | (() => string);
  label: string; // Visible words, or the name of the button when `iconOnly`.
  done: string; // "Link copied"
  iconOnly?: boolean;
}

export function CopyButton({ text, label, done, iconOnly = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const ok = await copyText(typeof text === "string" ? text : text());
    announce(ok ? done : "The browser did not allow copying");
    setCopied(ok);
    setTimeout(() => setCopied(false), 1800);
  };
  const icon = <Icon shape={copied ? "check" : "copy"} />;
  if (iconOnly) {
    return (
      <button type="button" class="icon-button" aria-label={label} title={label} onClick={copy}>
        {icon}
      </button>
    );
  }
  return (
    <button type="button" class="button" onClick={copy}>
      {icon} <span class="button-words">{copied ? "Copied" : label}</span>
    </button>
  );
}

export const CopyLink = () => <CopyButton text={() => location.href} label="Copy link" done="Link copied" />;
