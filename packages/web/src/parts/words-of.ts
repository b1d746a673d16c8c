import type { Kind } from "@begat/core";

const OWN: Partial<Record<Kind, string>> = { Run: "training run" };

/** What a kind is called in a sentence: `DatasetVersion` is a dataset version. */
export function wordsOf(kind: Kind): string {
  return OWN[kind] ?? kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
