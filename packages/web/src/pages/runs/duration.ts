import { durationOf, formatDuration } from "../../parts/duration.ts";

const MINUTE = 60_000;

/** How long something took: `2 h 5 min`, `12 s`, `0.25 s`. A dash while an end is unknown. */
export function durationBetween(started: unknown, ended: unknown): string {
  const took = durationOf(String(started), String(ended));
  if (took === undefined || took >= MINUTE) return formatDuration(took);
  const seconds = took / 1000;
  return `${Number(seconds.toFixed(seconds < 10 ? 2 : 0))} s`;
}
