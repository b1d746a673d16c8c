const DIGITS = 6;

/** A metric in at most six digits: `0.925266`, `1.2e-7`, `NaN`. */
export function metricText(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string" || Number.isSafeInteger(value)) return String(value);
  return String(Number(value.toPrecision(DIGITS)));
}
