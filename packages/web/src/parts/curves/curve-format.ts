import type { CurveAxis } from "./curve-options.ts";

const NUMBER = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });
const TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

/** What each axis is called. */
export const AXIS_NAMES: Readonly<Record<CurveAxis, string>> = {
  step: "Step",
  relative: "Time since start",
  time: "Time",
  epoch: "Epoch",
};

/** A value of a metric, short. */
export function formatValue(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string") return value;
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e9) ? value.toExponential(3) : NUMBER.format(value);
}

/** A place on an axis. */
export function formatPlace(x: number, axis: CurveAxis): string {
  if (axis === "time") return TIME.format(x * 1000);
  return axis === "relative" ? formatSeconds(x) : NUMBER.format(x);
}

/** A time span: its two largest units. */
export function formatSeconds(seconds: number): string {
  const [sign, left] = [seconds < 0 ? "−" : "", Math.abs(seconds)];
  const index = UNITS.findIndex(([, size]) => left >= size);
  if (index < 0) return `${sign}${NUMBER.format(left)} s`;
  const [unit, size] = UNITS[index] as (typeof UNITS)[number];
  const [smaller, smallerSize] = UNITS[index + 1] ?? (["s", 1] as const);
  const rest = Math.round((left % size) / smallerSize);
  return `${sign}${Math.floor(left / size)} ${unit}${rest > 0 ? ` ${rest} ${smaller}` : ""}`;
}
