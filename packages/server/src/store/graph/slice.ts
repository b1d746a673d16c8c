import type { Position } from "../port/page.ts";

/** The rows of a page, of which one more than it holds was read, and where the next one begins when there is one. */
export function cut<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (last: Row) => Position,
): { readonly kept: readonly Row[]; readonly next?: Position } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return rows.length > limit && last !== undefined ? { kept, next: positionOf(last) } : { kept };
}
