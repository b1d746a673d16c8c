const WEEK_MS = 7 * 86_400_000;

/** The date of a week ago. A date alone, so that what is asked with it stays the same question all day. */
export function aWeekAgo(): string {
  return new Date(Date.now() - WEEK_MS).toISOString().slice(0, 10);
}
