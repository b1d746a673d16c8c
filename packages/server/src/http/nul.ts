import { invalid, type JsonValue } from "@begat/core";

/** Whether a text within a value, or a key of it, has the character NUL, which PostgreSQL cannot keep. */
export function hasNul(value: JsonValue): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, member]) => key.includes("\0") || hasNul(member));
}

/** Throws `invalid` for a text of an address that has NUL, naming it. */
export function refuseNul(texts: { readonly [name: string]: JsonValue }): void {
  for (const [name, text] of Object.entries(texts)) {
    if (hasNul({ [name]: text })) throw invalid(name.replaceAll("\0", ""), "has a NUL character");
  }
}
