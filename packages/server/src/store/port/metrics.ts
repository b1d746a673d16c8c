import type { MetricColumns, MetricValue } from "@begat/core";

export interface MetricSummary {
  readonly last: MetricValue;
  readonly step: number;
  readonly at: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly count: number;
}

export interface Point {
  readonly step: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly value: MetricValue;
}

/** Points of a metric in (step, at) order. */
export interface Curve extends MetricColumns {
  /** How many points there are in all. */
  readonly count: number;
  /** How many of them are NaN or infinite. */
  readonly non_finite: number;
}
