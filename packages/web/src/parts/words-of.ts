import type { Kind } from "@begat/core";

const OWN: Partial<Record<Kind, string>> = { Run: "training run" };

/** What a kind is called in a sentence: `DatasetVersion` is a dataset version. */
export function wordsOf(kind: Kind): string {
  return OWN[kind] ?? kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

/** Words as they begin a sentence or stand in a head. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What more than one of a kind are called. */
export function manyWords(kind: Kind): string {
  const words = wordsOf(kind);
  return /(?:s|x|ch)$/.test(words) ? `${words}es` : words.replace(/y$/, "ie").concat("s");
}
