/** The last instant of a day `2026-04-28` or of a month `2026-04` in UTC. */
export function endOf(until: string): string {
  const [year = 0, month = 1, day] = until.split("-").map(Number);
  const next = day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1);
  return new Date(next - 1).toISOString();
}

export interface Count {
  /** `2026-04-28` or `2026-04`. */
  readonly label: string;
  readonly count: number;
}

interface DayCount {
  readonly day: string;
  readonly count: number;
}

/** How many there were in each month, newest first. */
export function monthsOf(days: readonly DayCount[]): readonly Count[] {
  const months = new Map<string, number>();
  for (const { day, count } of days) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + count);
  return [...months].map(([label, count]) => ({ label, count }));
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 92;
const MOST_MONTHS = 120;

/** The bars of a chart, oldest first with nothing left out: of days, or of months when that were too many. */
export function barsOf(days: readonly DayCount[]): readonly Count[] {
  const [newest, oldest] = [days[0]?.day, days.at(-1)?.day];
  if (newest === undefined || oldest === undefined) return [];
  const span = (Date.parse(newest) - Date.parse(oldest)) / DAY_MS + 1;
  if (span > MOST_DAYS) return monthBars(days, newest);
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  return Array.from({ length: span }, (_, index) => {
    const label = new Date(Date.parse(oldest) + index * DAY_MS).toISOString().slice(0, 10);
    return { label, count: counts.get(label) ?? 0 };
  });
}

function monthBars(days: readonly DayCount[], newest: string): readonly Count[] {
  const counts = new Map(monthsOf(days).map(({ label, count }) => [label, count]));
  const [year = 0, month = 1] = newest.split("-").map(Number);
  const all = Array.from({ length: MOST_MONTHS }, (_, back) => {
    const label = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
    return { label, count: counts.get(label) ?? 0 };
  });
  const first = all.findLastIndex(({ count }) => count > 0);
  return all.slice(0, first + 1).reverse();
}
