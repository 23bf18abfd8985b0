// Which facets are open, remembered in this browser. The server's own choice holds until the visitor makes one.
const storageName = "waymark.facets";

function stored(): Record<string, boolean> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageName) ?? "{}");
    return value && typeof value === "object" ? (value as Record<string, boolean>) : {};
  } catch {
    return {};
  }
}

export const storedOpen = (field: string): boolean | undefined => stored()[field];

export function storeOpen(field: string, open: boolean): void {
  try {
    localStorage.setItem(storageName, JSON.stringify({ ...stored(), [field]: open }));
  } catch {
    // Storage is blocked: the choice holds while the panel is on screen.
  }
}
