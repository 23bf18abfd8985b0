// The icons: 16 by 16, drawn in the colour of the text, always beside a word.
const shapes = {
  product: "M8 1.8 13.6 5v6L8 14.2 2.4 11V5zM2.4 5 8 8.2 13.6 5M8 8.2v6",
  table: "M2 3h12v10H2zM2 6.5h12M6.5 6.5V13",
  report: "M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V5.5",
  flow: "M2 8h3m6 0h3M5 5.5h6v5H5z",
  model: "M8 2.5v3M4 13.5l3-5M12 13.5l-3-5M8 8.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3",
  topic: "M2 4.5c4-3 8 3 12 0M2 8.5c4-3 8 3 12 0M2 12.5c4-3 8 3 12 0",
  term: "M3.5 2.5h7a2 2 0 0 1 2 2v9h-7a2 2 0 0 1-2-2zM3.5 11.5a2 2 0 0 1 2-2h7",
  domain: "M8 2v3.5M3.5 13v-3h9v3M8 5.5V10M6.5 2h3v3.5h-3zM2 13h3v1.5H2zM11 13h3v1.5h-3z",
  person: "M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M3 13.5c.6-2.6 2.5-4 5-4s4.4 1.4 5 4",
  contract: "M4 1.8h5.5L12.5 5v9.2H4zM9.5 1.8V5h3M6.5 8h3.5M6.5 11h3.5",
  column: "M6 2.5h4v11H6zM6 6h4M2.5 2.5v11M13.5 2.5v11",
  other: "M2 5.5V3.5h4l1.5 2H14v7.5H2z",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10M10.8 10.8 14 14",
  close: "M4 4l8 8M12 4l-8 8",
  chevron: "M6 4l4 4-4 4",
  filter: "M2 4h12M4.5 8h7M7 12h2",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.8V8l2.3 1.5",
  warning: "M8 2.5 14.5 13.5h-13zM8 6.5v3M8 11.5v.2",
  check: "M3 8.5 6.5 12 13 4.5",
  away: "M6 3.5H3v9.5h9.5v-3M9 2.5h4.5V7M13.5 2.5 7.5 8.5",
} as const;

export type Shape = keyof typeof shapes;

const shapeOfLetter: Record<string, Shape> = {
  p: "product",
  t: "table",
  r: "report",
  f: "flow",
  m: "model",
  k: "topic",
  g: "term",
  d: "domain",
  u: "person",
  x: "contract",
  c: "column",
};

export const typeShape = (letter: string): Shape => shapeOfLetter[letter] ?? "other";

// The outline alone, for drawings that are SVG already.
export const iconPath = (shape: Shape): string => shapes[shape];

export function Icon({ shape }: { shape: Shape }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shapes[shape]} />
    </svg>
  );
}
