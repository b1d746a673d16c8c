import { type Instant, invalid } from "@begat/core";

const ISO =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:[Zz]|([+-])([01]\d|2[0-3])(?::?([0-5]\d))?)?(?:\[[\w/+-]+\])?$/;
const MINUTE_MS = 60_000;

/**
 * The instant that a client wrote: ISO 8601 with any number of digits of a second (cut at milliseconds), with a zone or
 * without (then UTC), with the name of its zone behind it as Java writes it. Throws `invalid`, naming `field`.
 */
export function eventInstant(text: string, field: string): Instant {
  const instant = instantOf(text);
  if (instant !== undefined) return instant;
  throw invalid(field, `${JSON.stringify(text)} is no instant; write ISO 8601, such as 2026-04-28T10:00:00Z`);
}

/** The same; undefined for a text that is none. */
export function instantOf(text: string): Instant | undefined {
  const [, day, time, second = "00", fraction = "", sign, hours = "0", minutes = "0"] = ISO.exec(text) ?? [];
  if (day === undefined) return undefined;
  const utc = `${day}T${time}:${second}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
  const ms = Date.parse(utc);
  // Date.parse turns the 30th of February into March.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== utc) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  const shifted = new Date(sign === "-" ? ms + offset : ms - offset);
  return /^\d{4}-/.test(shifted.toISOString()) ? shifted.toISOString() : undefined;
}
