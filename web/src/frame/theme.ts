// The choice Auto, Light or Dark. theme.js applies it before the first paint of the next visit.
export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const storageName = "waymark.theme";

export function chosenTheme(): Theme {
  const theme = document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" ? theme : "auto";
}

export function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  try {
    if (theme === "auto") localStorage.removeItem(storageName);
    else localStorage.setItem(storageName, theme);
  } catch {
    // Storage is blocked: the choice holds for this visit.
  }
}
