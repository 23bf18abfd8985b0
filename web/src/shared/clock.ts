// What "now" is: the hour the answers were worked out for, when it is far from this computer's clock (a demo runs at
// its data's own day), else this computer's clock.
let answersAt = 0; // Milliseconds; 0 while no answer named a time.

export function noteTime(asOf: string | undefined): void {
  const time = asOf ? Date.parse(asOf) : NaN;
  if (!Number.isNaN(time)) answersAt = time;
}

export function now(): number {
  const here = Date.now();
  return answersAt !== 0 && Math.abs(here - answersAt) > 2 * 3_600_000 ? answersAt : here;
}
