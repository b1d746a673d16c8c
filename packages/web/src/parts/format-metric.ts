const NUMBER = new Intl.NumberFormat("en", {
  maximumSignificantDigits: 5,
  maximumFractionDigits: 0,
  roundingPriority: "morePrecision",
});

/** A number with five digits that count, or more if its whole part has more. */
export function formatNumber(value: number): string {
  return NUMBER.format(value);
}

/** A metric's value as every page shows it: short; what is no number as it is. */
export function formatMetric(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e9) ? value.toExponential(3) : formatNumber(value);
}
