import { formatNumber } from "../format-metric.ts";
import type { CurveAxis } from "./curve-options.ts";

const TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const DAY = 86_400;
const MINUTE = 60;
const DAYS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const MINUTES = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const SECONDS = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const UNITS = [
  ["d", DAY],
  ["h", 3600],
  ["min", MINUTE],
] as const;

/** What each axis is called. */
export const AXIS_NAMES: Readonly<Record<CurveAxis, string>> = {
  step: "Step",
  relative: "Time since start",
  time: "Time",
  epoch: "Epoch",
};

/** A place on an axis. */
export function formatPlace(x: number, axis: CurveAxis): string {
  if (axis === "time") return TIME.format(x * 1000);
  return axis === "relative" ? formatSeconds(x) : formatNumber(x);
}

/** A tick of an axis of time, in seconds, as exactly as it takes for ticks so far apart. */
export function formatTick(at: number, apart: number): string {
  const exact = apart >= DAY ? DAYS : apart >= MINUTE ? MINUTES : SECONDS;
  return exact.format(at * 1000);
}

/** A time span: its two largest units. */
export function formatSeconds(seconds: number): string {
  const [sign, left] = [seconds < 0 ? "−" : "", Math.abs(seconds)];
  const index = UNITS.findIndex(([, size]) => left >= size);
  if (index < 0) return `${sign}${formatNumber(left)} s`;
  const [unit, size] = UNITS[index] as (typeof UNITS)[number];
  const [smaller, smallerSize] = UNITS[index + 1] ?? (["s", 1] as const);
  const rest = Math.round((left % size) / smallerSize);
  return `${sign}${Math.floor(left / size)} ${unit}${rest > 0 ? ` ${rest} ${smaller}` : ""}`;
}
