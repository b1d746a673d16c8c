import type { MetricValue } from "@begat/core";

/** A value of a metric as messages carry it: what is no number in JSON is a text. */
export function metricValue(value: number): MetricValue {
  return Number.isFinite(value) ? value : (String(value) as MetricValue);
}
