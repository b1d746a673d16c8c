/** How long something took; until now while it has no end. Undefined when nobody said when it began. */
export function durationOf(startedAt: unknown, endedAt: unknown, now: number): number | undefined {
  const start = typeof startedAt === "string" ? Date.parse(startedAt) : Number.NaN;
  const end = typeof endedAt === "string" ? Date.parse(endedAt) : now;
  return Number.isNaN(start) || Number.isNaN(end) ? undefined : Math.max(0, end - start);
}
