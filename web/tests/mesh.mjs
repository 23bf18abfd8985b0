// mesh.mjs - what the data set under test offers: a word to search for, values to filter by, an item of each kind.
import { api } from "./harness.mjs";

export const schema = await api("schema");
const facetNames = schema.fields.filter((field) => field.facet).map((field) => field.name);
const all = await api(`search?size=100&facets=${facetNames.join(",")}&facet_size=100`);

export const total = all.total;
export const facets = all.facets;
export const pathField = schema.fields.find((field) => field.kind === "path")?.name;

const lower = (text) => text.toLowerCase();

// Words that occur in names, most common first.
function commonWords() {
  const counts = new Map();
  for (const hit of all.hits) {
    for (const word of new Set(lower(hit.name).split(/[^a-z]+/))) if (word.length > 3) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]).map(([word]) => word);
}

// The word of a name that finds most items while two values of one open facet divide them.
async function chooseWord() {
  let best = { word: "", total: 0 };
  for (const word of commonWords().slice(0, 12)) {
    const answer = await api(`search?q=${word}&size=1&facets=${facetNames.join(",")}&facet_size=100`);
    if (answer.query.relaxed && answer.query.relaxed !== "all") continue;
    if (answer.total > best.total) best = { word, total: answer.total, facets: answer.facets };
  }
  return best;
}

export const word = await chooseWord();

// A facet without a tree and with at least `count` values for the chosen word.
export function facetWith(count, { among = word.facets, ordinal = false } = {}) {
  for (const field of schema.fields) {
    const values = among[field.name]?.values ?? [];
    const plain = field.kind !== "path" && (field.kind === "ordinal") === ordinal;
    if (field.facet && plain && values.length >= count) return { field: field.name, label: field.label, values };
  }
  return undefined;
}

// Any two facets with values for the chosen word.
export const twoFacets = () =>
  schema.fields.filter((field) => field.facet && field.kind !== "path" && (word.facets[field.name]?.values.length ?? 0) >= 2).slice(0, 2);

// A parent in the tree field, with one of its children.
export function parentAndChild() {
  const values = facets[pathField]?.values ?? [];
  for (const parent of values) {
    const child = values.find((value) => lower(value.value).startsWith(`${lower(parent.value)}/`));
    if (child && !parent.value.includes("/")) return { parent, child };
  }
  return undefined;
}

export const itemPath = (key) => `/${{ d: "domain", p: "product", u: "owner", x: "contract" }[key[0]] ?? "asset"}/${key}`;

// One item whose key begins with a letter, or nothing.
export async function itemWith(letter) {
  const types = schema.types.filter((type) => type.letter === letter).map((type) => `type=${encodeURIComponent(type.value)}`);
  if (types.length === 0) return undefined;
  const answer = await api(`search?${types.join("&")}&size=20&facets=none`);
  return answer.hits.find((hit) => hit.key.startsWith(letter));
}

// A table with columns, the wider the better, and its columns.
export async function tableWithColumns() {
  const types = schema.types.filter((type) => type.letter === "t").map((type) => `type=${encodeURIComponent(type.value)}`);
  const answer = await api(`search?${types.join("&")}&size=100&facets=none`);
  const widest = answer.hits.filter((hit) => (hit.has?.columns ?? 0) > 3).sort((one, other) => other.has.columns - one.has.columns)[0];
  return widest && api(`assets/${widest.key}`);
}

// The addresses of one screen of every kind.
export async function screens() {
  const items = (await Promise.all(["t", "p", "d", "u", "x", "g"].map(itemWith))).filter(Boolean);
  return [
    ["home", "/"],
    ["search", `/search?q=${word.word}`],
    ["all-items", "/search"],
    ["domains", "/domains"],
    ["activity", "/activity"],
    ["saved", "/saved"],
    ["help", "/help"],
    ["missing", "/no-such-page"],
    ...items.map((item) => [`item-${item.type}`, itemPath(item.key)]),
  ];
}
