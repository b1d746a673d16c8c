import type { Words } from "./words.ts";

/** The full-text index forgets in passing; it goes through all nodes once more, and leaves out when things were said. */
export function searchLater({ forgetsLater }: Words): readonly string[] {
  return [...forgetsLater, `delete from cursor where name in ('search', 'search-node')`];
}
