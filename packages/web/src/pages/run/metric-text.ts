const DIGITS = 5;
const SMALL = 0.01;

/** A metric in at most five digits: `0.92527`, `8.183e-3`, `NaN`. */
export function metricText(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string" || Number.isSafeInteger(value)) return String(value);
  if (Math.abs(value) < SMALL) return value.toExponential(DIGITS - 2);
  return String(Number(value.toPrecision(DIGITS)));
}
