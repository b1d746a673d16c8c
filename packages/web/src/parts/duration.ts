const SECOND = 1000;
const UNITS = [
  ["d", 86_400 * SECOND],
  ["h", 3600 * SECOND],
  ["min", 60 * SECOND],
  ["s", SECOND],
] as const;

/** How long it took from an instant to another, in milliseconds; undefined when either is unknown. */
export function durationOf(
  start: string | null | undefined,
  end: string | null | undefined,
): number | undefined {
  const length = Date.parse(end ?? "") - Date.parse(start ?? "");
  return Number.isNaN(length) || length < 0 ? undefined : length;
}

/** A duration in its two largest units: `2 h 5 min`, `1.3 s`, `42 ms`. */
export function formatDuration(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "–";
  if (milliseconds < SECOND) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60 * SECOND) return `${(milliseconds / SECOND).toFixed(1)} s`;
  const first = UNITS.findIndex(([, size]) => milliseconds >= size);
  const [name, size] = UNITS[first] as (typeof UNITS)[number];
  const [minor, part] = UNITS[first + 1] as (typeof UNITS)[number];
  const rest = Math.floor((milliseconds % size) / part);
  const whole = `${Math.floor(milliseconds / size)} ${name}`;
  return rest === 0 ? whole : `${whole} ${rest} ${minor}`;
}
