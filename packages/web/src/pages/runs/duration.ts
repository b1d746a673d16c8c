const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

/** How long something took: `2 h 5 min`, `12.3 s`. A dash while an end is unknown. */
export function durationBetween(started: unknown, ended: unknown): string {
  const seconds = (Date.parse(String(ended)) - Date.parse(String(started))) / 1000;
  if (Number.isNaN(seconds) || seconds < 0) return "–";
  const at = UNITS.findIndex(([, size]) => seconds >= size);
  const unit = UNITS[at];
  if (unit === undefined) return `${Number(seconds.toFixed(seconds < 10 ? 2 : 0))} s`;
  const whole = Math.floor(seconds / unit[1]);
  const [name, size] = UNITS[at + 1] ?? (["s", 1] as const);
  const rest = Math.floor((seconds - whole * unit[1]) / size);
  return rest === 0 ? `${whole} ${unit[0]}` : `${whole} ${unit[0]} ${rest} ${name}`;
}
