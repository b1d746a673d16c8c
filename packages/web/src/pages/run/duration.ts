const UNITS = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
] as const;

/** A time span in at most two units: `4.4 s`, `3 min 20 s`, `2 d 4 h`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const at = UNITS.findIndex(([size]) => ms >= size);
  const [size, unit] = UNITS[at] ?? UNITS[2];
  const [smaller, below] = UNITS[at + 1] ?? [1000, "s"];
  const rest = Math.floor((ms % size) / smaller);
  return `${Math.floor(ms / size)} ${unit}${rest === 0 ? "" : ` ${rest} ${below}`}`;
}

/** How long something took; until now while it has no end. Undefined when nobody said when it began. */
export function durationOf(startedAt: unknown, endedAt: unknown, now: number): number | undefined {
  const start = typeof startedAt === "string" ? Date.parse(startedAt) : Number.NaN;
  const end = typeof endedAt === "string" ? Date.parse(endedAt) : now;
  return Number.isNaN(start) || Number.isNaN(end) ? undefined : Math.max(0, end - start);
}
