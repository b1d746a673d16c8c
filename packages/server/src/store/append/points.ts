import type { MetricColumns, MetricValue } from "@begat/core";
import type { MetricPointTable, MetricTable } from "../tables.ts";

const CODES: readonly MetricValue[] = [0, "NaN", "Infinity", "-Infinity"];

/** A metric value as the two columns of a point. */
export function encodeValue(value: MetricValue): { readonly value: number; readonly code: number } {
  return typeof value === "number"
    ? { value: value === 0 ? 0 : value, code: 0 }
    : { value: 0, code: CODES.indexOf(value) };
}

/** The metric value of two columns. */
export function decodeValue(value: number, code: number): MetricValue {
  return code === 0 ? value : (CODES[code] ?? "NaN");
}

/** The points of columns as rows. */
export function pointRows(metric: number, seq: number, columns: MetricColumns): readonly MetricPointTable[] {
  return columns.step.map((step, index) => {
    const { value, code } = encodeValue(columns.value[index] as MetricValue);
    return { metric, step, at: columns.at[index] as number, value, code, seq };
  });
}

/** Tells points apart: equal ones are the same point said twice. */
export function pointKey(point: Omit<MetricPointTable, "seq">): string {
  return `${point.metric} ${point.step} ${point.at} ${point.value} ${point.code}`;
}

/** The points of columns at some positions. */
export function pickPoints(columns: MetricColumns, positions: readonly number[]): MetricColumns {
  const pick = <T>(values: readonly T[]): T[] => positions.map((position) => values[position] as T);
  return { step: pick(columns.step), at: pick(columns.at), value: pick(columns.value) };
}

/** The summary of a metric that has no point: not a number, so that no filter takes it for one. */
export function emptyMetric(key: number, node: number, name: string): MetricTable {
  return { key, node, name, last: 0, last_code: 1, last_step: 0, last_at: 0, min: null, max: null, count: 0 };
}

/** A summary with more points. The last point is the greatest by step, then time, then value (as MLflow has it). */
export function summarise(metric: MetricTable, points: readonly MetricPointTable[]): MetricTable {
  let last: MetricPointTable | undefined = metric.count === 0 ? undefined : lastOf(metric);
  let { min, max } = metric;
  for (const point of points) {
    if (last === undefined || comesAfter(point, last)) last = point;
    if (point.code !== 0) continue;
    if (min === null || point.value < min) min = point.value;
    if (max === null || point.value > max) max = point.value;
  }
  if (last === undefined) return metric;
  return {
    ...metric,
    last: orderedValue(last),
    last_code: last.code,
    last_step: last.step,
    last_at: last.at,
    min,
    max,
    count: metric.count + points.length,
  };
}

/** The value of a point as the summary has it, by which metrics are put in order. */
function orderedValue({ value, code }: MetricPointTable): number {
  return code < 2 ? value : Number(CODES[code]);
}

function lastOf(metric: MetricTable): MetricPointTable {
  const { key, last, last_code, last_step, last_at } = metric;
  return {
    metric: key,
    step: last_step,
    at: last_at,
    value: last_code === 0 ? last : 0,
    code: last_code,
    seq: 0,
  };
}

function comesAfter(point: MetricPointTable, other: MetricPointTable): boolean {
  if (point.step !== other.step) return point.step > other.step;
  if (point.at !== other.at) return point.at > other.at;
  const [own, others] = [RANKS[point.code] as number, RANKS[other.code] as number];
  return own === others ? point.value >= other.value : own > others;
}

/** The order of values of one step and time, by their codes: NaN, -Infinity, numbers, Infinity. */
const RANKS = [2, 0, 3, 1];
