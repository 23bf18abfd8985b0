// Recent searches, kept in this browser only.
const storageName = "waymark.recent";
const keptAtMost = 12;

export function recentSearches(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageName) ?? "[]");
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === "string") : [];
  } catch {
    return [];
  }
}

export function rememberSearch(typed: string): void {
  const text = typed.trim();
  if (text === "") return;
  const others = recentSearches().filter((entry) => entry !== text);
  store([text, ...others].slice(0, keptAtMost));
}

export const clearRecent = (): void => store([]);

function store(searches: string[]): void {
  try {
    localStorage.setItem(storageName, JSON.stringify(searches));
  } catch {
    // Storage is blocked or full: nothing is remembered.
  }
}
