/** A metric's value with four digits that count; what is no number as it is. */
export function formatMetric(value: unknown): string {
  if (typeof value !== "number") return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return value.toLocaleString("en");
  const isPlain = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6;
  return isPlain ? value.toLocaleString("en", { maximumSignificantDigits: 4 }) : value.toExponential(3);
}
