import { instantIn } from "@begat/core";
import { plain } from "./plain.ts";

/** A value of the record as people read it: texts as they are, numbers short, nothing for null. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return plain(value);
  if (typeof value === "number") return showNumber(value);
  return plain(JSON.stringify(value));
}

/** A number in at most six significant digits; whole numbers in full. */
function showNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

/** A property as people read it: an instant where it is one. */
export function showProp(name: string, value: unknown): string {
  const instant = instantIn(name, value);
  return instant === undefined ? showValue(value) : showInstant(instant);
}

/** An instant to the second, `2026-04-28 10:00:00`, in UTC. */
export function showInstant(value: unknown): string {
  return typeof value === "string" ? plain(value.replace("T", " ").replace(/(?:\.\d+)?Z$/, "")) : "";
}

/** The beginning of a hash, by which people tell one from another: `sha256:e3b0c44298fc…`. */
export function showHash(value: unknown): string {
  return showValue(value).replace(/^(sha256:[0-9a-f]{12})[0-9a-f]{52}$/, "$1…");
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** A size in decimal units: `2.1 MB`. */
export function showSize(bytes: unknown): string {
  if (typeof bytes !== "number") return "";
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return power === 0 ? `${bytes} bytes` : `${(bytes / 1000 ** power).toFixed(1)} ${UNITS[power]}`;
}

/** A count with its noun: `1 run`, `12 runs`; `plural` where an s is not enough. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? noun : plural}`;
}
