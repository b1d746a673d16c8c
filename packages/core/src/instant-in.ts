const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const NAME_OF_TIME = /(?:^|[._])(?:at|time|timestamp)$/;
/** Milliseconds since 1970 with 13 digits: from 2001 to 2286. */
const FIRST_MS = 1e12;
const LAST_MS = 1e13;

/**
 * The instant that a property says, in UTC: one that is written as such, or milliseconds since 1970 under the name of a
 * time, as MLflow has `last_update_time`. A count of epochs under such a name is none.
 */
export function instantIn(name: string, value: unknown): string | undefined {
  if (typeof value === "string")
    return INSTANT.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
  const isTime = typeof value === "number" && value >= FIRST_MS && value < LAST_MS && NAME_OF_TIME.test(name);
  return isTime ? new Date(value).toISOString() : undefined;
}
