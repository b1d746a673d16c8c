import {
  type Assertion,
  invalid,
  type MetricColumns,
  type MetricValue,
  type NodeId,
  type PackedPoints,
} from "@begat/core";
import { instantMs } from "./instant.ts";

interface PointMessage {
  readonly name: string;
  readonly step?: number;
  readonly at?: string | number;
  readonly value: MetricValue;
}

/** What a run, a job run or a deployment measured. */
export interface Measured {
  readonly metrics?: Readonly<Record<string, MetricValue>>;
  readonly points?: readonly PointMessage[];
  readonly started_at?: string | number;
  readonly ended_at?: string | number;
}

interface Columns extends MetricColumns {
  readonly step: number[];
  readonly at: number[];
  readonly value: MetricValue[];
}

/**
 * The metric history of a node. A metric without history is step 0 at `ended_at`, else `started_at`, else 0, never
 * the clock, so that a retry says the same. Throws `invalid` for a metric whose points end in another value.
 */
export function measuresOf(of: NodeId, said: Measured): readonly Assertion[] {
  const defaultAt = defaultInstant(said);
  const columns = packPoints(said.points ?? [], defaultAt);
  for (const [name, value] of Object.entries(said.metrics ?? {})) {
    const history = columns[name];
    if (history === undefined) columns[name] = { step: [0], at: [defaultAt], value: [value] };
    else checkLast(name, value, history);
  }
  return Object.keys(columns).length === 0
    ? []
    : [{ assert: "points", of, columns: columns as PackedPoints }];
}

function defaultInstant({ started_at, ended_at }: Measured): number {
  if (ended_at !== undefined) return instantMs(ended_at, "ended_at");
  return started_at === undefined ? 0 : instantMs(started_at, "started_at");
}

function packPoints(points: readonly PointMessage[], defaultAt: number): Record<string, Columns> {
  const columns: Record<string, Columns> = Object.create(null);
  for (let i = 0; i < points.length; i++) {
    const point = points[i] as PointMessage;
    let column = columns[point.name];
    if (column === undefined) columns[point.name] = column = { step: [], at: [], value: [] };
    column.step.push(point.step ?? 0);
    column.at.push(point.at === undefined ? defaultAt : instantMs(point.at, `points[${i}].at`));
    column.value.push(point.value);
  }
  return columns;
}

function checkLast(name: string, value: MetricValue, { step, at, value: values }: Columns): void {
  let last = 0;
  for (let i = 1; i < step.length; i++) {
    const ahead = (step[i] as number) - (step[last] as number) || (at[i] as number) - (at[last] as number);
    if (ahead >= 0) last = i;
  }
  if (values[last] === value) return;
  throw invalid(
    `metrics.${name}`,
    `is ${value}, but the last of its points is ${values[last]}; leave it out of metrics`,
  );
}
