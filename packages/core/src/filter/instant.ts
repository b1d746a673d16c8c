const FORM = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?)?$/;

/** RFC 3339 can write no other year. */
const FIRST = Date.parse("0000-01-01T00:00:00.000Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/** True for an integer of epoch milliseconds in the years 0000 to 9999. */
export const isInstant = (ms: number): boolean => Number.isInteger(ms) && ms >= FIRST && ms <= LAST;

/**
 * Epoch milliseconds of an ISO 8601 date (its UTC midnight) or instant (UTC where it names no offset), or
 * undefined for anything else, such as a day the calendar lacks. Digits below a millisecond are cut.
 */
export function parseInstant(text: string): number | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, day, minute = "00:00", second = ":00", fraction = ".", offset = "Z"] = match;
  const utc = `${day}T${minute}${second}${fraction.slice(0, 4).padEnd(4, "0")}Z`;
  const ms = Date.parse(utc);
  const real = !Number.isNaN(ms) && new Date(ms).toISOString() === utc;
  const instant = ms - parseOffset(offset);
  return real && isInstant(instant) ? instant : undefined;
}

/** In milliseconds; NaN for one that no clock has. */
function parseOffset(offset: string): number {
  if (offset === "Z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  const sign = offset.startsWith("-") ? -1 : 1;
  return hours < 24 && minutes < 60 ? sign * (hours * 60 + minutes) * 60_000 : Number.NaN;
}

/** The shortest canonical text: a date where the instant is a UTC midnight, else with milliseconds. */
export function formatInstant(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
}
