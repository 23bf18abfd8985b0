// A search and its results in the forms other places take.
import type { Card, SearchAnswer } from "../api/types";
import type { SearchState } from "./state";

// For a POSIX shell.
const quoted = (text: string): string => (/^[A-Za-z0-9_.,:/=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

export const curlLine = (address: string): string => `curl ${quoted(address)}`;

export function commandLine(state: SearchState): string {
  const filters = state.filters.map((filter) => `--filter ${quoted(`${filter.not ? "not." : ""}${filter.field}=${filter.value}`)}`);
  return ["waymark search", quoted(state.text), ...filters, ...(state.sort ? [`--sort ${state.sort}`] : [])].join(" ");
}

const nameOf = (card: Card): string => card.title || card.name;

export function chatMessage(answer: SearchAnswer, heading: string, link: (key: string) => string): string {
  const lines = answer.hits.map((card) => `${nameOf(card)}, owner ${card.owner?.map((owner) => owner.name).join(", ") || "not given"}: ${link(card.key)}`);
  return [heading, ...lines].join("\n");
}

// Brackets and backslashes of names do not end the link's text.
const escaped = (text: string): string => text.replaceAll(/[\\[\]]/g, (letter) => `\\${letter}`);

export const markdownList = (answer: SearchAnswer, link: (key: string) => string): string =>
  answer.hits.map((card) => `- [${escaped(nameOf(card))}](${link(card.key)})`).join("\n");
