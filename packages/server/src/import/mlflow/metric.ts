import type { MetricValue } from "@begat/core";
import { metricValue } from "../metric-value.ts";

/** How MLflow's databases spell an infinity, and the servers on them. */
const INFINITE = 1.7976931348623157e308;

/** A value as a database of MLflow keeps it. */
export function metricOfDatabase(value: number): MetricValue {
  return metricValue(Math.abs(value) >= INFINITE ? value * 2 : value);
}
