// contrast.mjs - the contrast of what is on screen, worked out from computed styles to WCAG's formula.
//
// Runs in the browser: evaluate(contrasts) gives what is too weak, as readable lines.
export function contrasts() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  // Any CSS colour as bytes, by drawing it.
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((part, index) => (part * a + below[index] * (255 - a)) / 255);
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest(".off-screen, .skip, [inert]");
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || seen.has(element) || !shown(element) || element.closest("svg, option")) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const below = behind(element);
    const found = ratio(over(rgba(style.color), below), below);
    if (found < (large ? 3 : 4.5)) weak.push(`text “${node.data.trim().slice(0, 30)}” ${found.toFixed(2)}`);
  }
  for (const element of document.querySelectorAll("input[type=text], select, .search-field, .button, .switch")) {
    if (!shown(element)) continue;
    const style = getComputedStyle(element);
    if (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) === 0) continue;
    const below = behind(element.parentElement);
    const found = ratio(over(rgba(style.borderTopColor), below), below);
    if (found < 3) weak.push(`edge of ${element.className || element.id || element.tagName} ${found.toFixed(2)}`);
  }
  for (const element of document.querySelectorAll("input[type=text]")) {
    if (!shown(element)) continue;
    const below = behind(element);
    const found = ratio(over(rgba(getComputedStyle(element, "::placeholder").color), below), below);
    if (found < 4.5) weak.push(`placeholder of ${element.id || element.className} ${found.toFixed(2)}`);
  }
  return { weak, texts: seen.size };
}
