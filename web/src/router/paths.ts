// The addresses of the screens.

const screenOfLetter: Record<string, string> = { d: "domain", p: "product", u: "owner", x: "contract" };

// The one address of an item: its screen follows from the letter its key begins with.
export const itemPath = (key: string): string => `/${screenOfLetter[key.charAt(0)] ?? "asset"}/${encodeURIComponent(key)}`;

export const lineagePath = (key: string): string => `/lineage/${encodeURIComponent(key)}`;

export type Route =
  | { screen: "home" | "search" | "domains" | "activity" | "saved" | "help" | "missing" }
  | { screen: "lineage"; key: string }
  | { screen: "item"; section: string; key: string };

const sections = new Set(["asset", "product", "domain", "owner", "contract"]);

export function routeOf(path: string): Route {
  if (path === "/") return { screen: "home" };
  if (path === "/search") return { screen: "search" };
  if (path === "/domains") return { screen: "domains" };
  if (path === "/activity") return { screen: "activity" };
  if (path === "/saved") return { screen: "saved" };
  if (path === "/help") return { screen: "help" };
  const [, section = "", key = "", rest] = path.split("/");
  if (section === "lineage" && key !== "" && rest === undefined) return { screen: "lineage", key: decode(key) };
  if (sections.has(section) && key !== "" && rest === undefined) return { screen: "item", section, key: decode(key) };
  return { screen: "missing" };
}

// A broken percent sign must show the Not found screen, not stop the page.
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
