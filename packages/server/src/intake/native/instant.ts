import { type Instant, invalid, isInstant } from "@begat/core";

const RFC3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/**
 * Epoch milliseconds of an RFC 3339 instant (digits below a millisecond are cut) or of epoch milliseconds.
 * Throws `invalid`, naming `field`, for a text without zone, a day that the calendar lacks or a year beyond 9999.
 */
export function instantMs(value: string | number, field: string): number {
  const ms = typeof value === "number" ? value : parse(value);
  if (ms !== undefined && isInstant(ms)) return ms;
  const shown = typeof value === "number" ? value : JSON.stringify(value.slice(0, 40));
  throw invalid(
    field,
    `${shown} is no instant; write RFC 3339 with its zone, such as 2026-04-28T10:00:00Z, or epoch milliseconds`,
  );
}

/** The same in UTC with milliseconds, `2026-04-28T10:00:00.000Z`; undefined stays undefined. */
export function instant(value: string | number, field: string): Instant;
export function instant(value: string | number | undefined, field: string): Instant | undefined;
export function instant(value: string | number | undefined, field: string): Instant | undefined {
  return value === undefined ? undefined : new Date(instantMs(value, field)).toISOString();
}

function parse(text: string): number | undefined {
  const [, day, time, fraction = "", sign, hours, minutes] = RFC3339.exec(text) ?? [];
  if (day === undefined) return undefined;
  const utc = `${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
  const ms = Date.parse(utc);
  // Date.parse turns the 30th of February into March.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== utc) return undefined;
  if (sign === undefined) return ms;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "-" ? ms + offset : ms - offset;
}
