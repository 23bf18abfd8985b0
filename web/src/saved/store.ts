// Saved searches, kept in this browser only. Every change gives a new list; `keep` says whether the browser took it.
export interface Saved {
  name: string;
  path: string; // "/search?q=orders&domain=Finance": the address, so equal searches are equal here.
  seen: number; // Results at the last visit.
  at: string; // When that was.
}

const storageName = "waymark.saved";
const keptAtMost = 200;
const longestName = 120;

const isSaved = (entry: unknown): entry is Saved => {
  const { name, path, seen, at } = (entry ?? {}) as Partial<Saved>;
  return typeof name === "string" && name !== "" && typeof path === "string" && /^\/search(\?|$)/.test(path) && typeof seen === "number" && typeof at === "string";
};

export function savedFrom(text: string | null): Saved[] {
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(stored) ? stored.filter(isSaved).slice(0, keptAtMost) : [];
  } catch {
    return [];
  }
}

export function savedSearches(): Saved[] {
  try {
    return savedFrom(localStorage.getItem(storageName));
  } catch {
    return [];
  }
}

export function keep(list: Saved[]): boolean {
  try {
    localStorage.setItem(storageName, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

// The newest first; a search that is there already only gets its new name.
export const withSaved = (list: Saved[], entry: Saved): Saved[] => [entry, ...list.filter((known) => known.path !== entry.path)].slice(0, keptAtMost);

export const withoutSaved = (list: Saved[], path: string): Saved[] => list.filter((known) => known.path !== path);

export function renamed(list: Saved[], path: string, name: string): Saved[] {
  const trimmed = name.trim().slice(0, longestName);
  return trimmed === "" ? list : list.map((known) => (known.path === path ? { ...known, name: trimmed } : known));
}

export const visited = (list: Saved[], path: string, seen: number, at: string): Saved[] =>
  list.map((known) => (known.path === path ? { ...known, seen, at } : known));

// What a file brings, behind what is here: nobody's own names are overwritten.
export function merged(list: Saved[], brought: Saved[]): Saved[] {
  const here = new Set(list.map((known) => known.path));
  return [...list, ...brought.filter((entry) => !here.has(entry.path))].slice(0, keptAtMost);
}
