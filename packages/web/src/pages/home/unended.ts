const WEEK_MS = 7 * 86_400_000;

/** The filter of what began within a week and has not ended. Where nobody said when it began, it was when that was recorded. */
export function runningFilter(): string {
  return `status = 'running' AND (${withinAWeek()})`;
}

/** The filter of what began longer ago and has not ended. */
export function stuckFilter(): string {
  return `status = 'running' AND NOT (${withinAWeek()})`;
}

function withinAWeek(): string {
  // A date alone, so that what is asked with it stays the same question all day.
  const since = new Date(Date.now() - WEEK_MS).toISOString().slice(0, 10);
  return `started_at >= '${since}' OR started_at IS NULL AND recorded_at >= '${since}'`;
}
