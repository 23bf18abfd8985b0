// Values as the sources gave them, in words.

// "Ana, Ben" for lists of texts or of named things.
export function listed(value: unknown): string {
  if (typeof value === "string") return value.replaceAll("\n", ", ");
  if (Array.isArray(value)) return value.map(listed).join(", ");
  const name = (value as { name?: unknown } | null)?.name;
  return typeof name === "string" ? name : (JSON.stringify(value) ?? "");
}
