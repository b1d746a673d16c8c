import type { MetricValue, NodeId } from "@begat/core";
import { sql } from "kysely";
import { decodeValue } from "../append/points.ts";
import type { Point } from "../port/metrics.ts";
import type { Page, Position, Slice } from "../port/page.ts";
import { metricKey } from "./curve.ts";
import { recorded, type Scope } from "./scope.ts";
import { cut } from "./slice.ts";

interface PointRow {
  readonly step: number;
  readonly at: number;
  readonly value: number;
  readonly code: number;
}

/** One metric's points in the order of time, then step, then value. */
export async function readPoints(
  scope: Scope,
  id: NodeId,
  metric: string,
  { limit, after }: Page,
): Promise<Slice<Point>> {
  const key = await metricKey(scope, id, metric);
  if (key === undefined) return { items: [] };
  const { rows } = await sql<PointRow>`select step, at, value, code from metric_point
    where metric = ${key} and ${recorded(scope, "seq")} and ${beyond(after)}
    order by at, step, value, code limit ${limit + 1}`.execute(scope.sql);
  const { kept, ...rest } = cut(rows, limit, (last) => positionOf(key, last));
  const items = kept.map(
    ({ step, at, value, code }): Point => ({ step, at, value: decodeValue(value, code) as MetricValue }),
  );
  return { items, ...rest };
}

function positionOf(key: number, { at, step, value, code }: PointRow): Position {
  return { key, values: [at, step, value, code] };
}

function beyond(position: Position | undefined) {
  if (position === undefined) return sql`true`;
  return sql`(at, step, value, code) > (${sql.join(position.values)})`;
}
