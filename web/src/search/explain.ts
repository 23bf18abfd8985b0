// The parts of a score in words: what speaks for a result, and what against it.
export interface ScorePart {
  signal: string;
  term?: string;
  field?: string;
  value: number;
}

export interface Share {
  words: string;
  value: number; // Below zero: speaks against it.
}

// Other signals are shown by their own name.
const signalWords: Record<string, string> = {
  exact_name: "Its name is what was searched for",
  name_start: "Its name begins so",
  name_word: "A word of its name begins so",
  name_words: "Words of its name begin so",
  importance: "Used, described, owned, certified",
  standing: "Kind of item and environment",
  coverage: "Not all words were found",
  deprecated: "Deprecated",
  stub: "Known by name only",
};

const plain = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");

function wordsOf(part: ScorePart): string {
  if (part.term) return `“${part.term}”${part.field ? ` in ${part.field.replaceAll("_", " ")}` : ""}`;
  return signalWords[part.signal] ?? plain(part.signal);
}

// Equal words are added up; what counts less than a hundredth of the whole is left out; the largest comes first.
export function sharesOf(parts: ScorePart[]): Share[] {
  const sums = new Map<string, number>();
  for (const part of parts) sums.set(wordsOf(part), (sums.get(wordsOf(part)) ?? 0) + part.value);
  const whole = [...sums.values()].reduce((sum, value) => sum + Math.abs(value), 0);
  return [...sums]
    .filter(([, value]) => Math.abs(value) > whole / 100)
    .map(([words, value]) => ({ words, value }))
    .sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
}
