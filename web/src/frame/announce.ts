// The polite live region: says the last thing it was given, 700 ms after the last change.
let timer = 0;

export function announce(text: string): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    const region = document.getElementById("live");
    if (region) region.textContent = text;
  }, 700);
}
