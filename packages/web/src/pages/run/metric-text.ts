const DIGITS = 5;

/** A metric in at most five digits: `0.92527`, `1.2e-7`, `NaN`. */
export function metricText(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string" || Number.isSafeInteger(value)) return String(value);
  return String(Number(value.toPrecision(DIGITS)));
}
