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

/** Which points of a metric. */
export interface CurvePart {
  /** About how many, with their extremes kept; every one when it is left out. */
  readonly points?: number;
  /** Only those from a step on, and until a step; both ends belong to it. */
  readonly from_step?: number;
  readonly to_step?: number;
}

/** Points of a metric in (step, at) order. */
export interface Curve extends MetricColumns {
  /** How many points there are in all, within the steps that were asked for. */
  readonly count: number;
  /** How many of them are NaN or infinite. */
  readonly non_finite: number;
}
