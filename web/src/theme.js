// Applies the chosen theme before the first paint. A plain script in the head; src/frame/theme.ts is the switch.
try {
  const theme = localStorage.getItem("waymark.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme it is.
}
