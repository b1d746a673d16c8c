import type { MetricValue, NodeId } from "@begat/core";
import { sql } from "kysely";
import { decodeValue } from "../append/points.ts";
import type { Curve, CurvePart } from "../port/metrics.ts";
import { readKeys } from "./edges.ts";
import type { Scope } from "./scope.ts";
import { isIn, type Part, type PointRow, thinned } from "./thin-curve.ts";

const POINTS_AT_ONCE = 20_000;
const NOTHING: Curve = { count: 0, non_finite: 0, step: [], at: [], value: [] };

/** One metric's points in the order of step and time: every one, or about so many of them that keep extremes. */
export async function readCurve(
  scope: Scope,
  id: NodeId,
  metric: string,
  { points, ...steps }: CurvePart = {},
): Promise<Curve> {
  const found = await metricRow(scope, id, metric);
  if (found === undefined) return NOTHING;
  const part = { metric: found.key, ...steps };
  const isAll = scope.asOf === undefined && steps.from_step === undefined && steps.to_step === undefined;
  const count = isAll ? found.count : await countOf(scope, part);
  if (points !== undefined && count > points) {
    const thin = await thinned(scope, part, count, points);
    return curveOf(thin.points, count, thin.odd);
  }
  const every = await everyPoint(scope, part);
  return curveOf(every, every.length, every.filter(({ code }) => code !== 0).length);
}

function curveOf(points: readonly PointRow[], count: number, odd: number): Curve {
  return {
    count,
    non_finite: odd,
    step: points.map((point) => point.step),
    at: points.map((point) => point.at),
    value: points.map((point): MetricValue => decodeValue(point.value, point.code)),
  };
}

async function countOf(scope: Scope, part: Part): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`select count(*) as count from metric_point as p
    where ${isIn(scope, part)}`.execute(scope.sql);
  return Number(rows[0]?.count);
}

/** The key of a metric; undefined when the node has none of that name. */
export async function metricKey(scope: Scope, id: NodeId, metric: string): Promise<number | undefined> {
  return (await metricRow(scope, id, metric))?.key;
}

async function metricRow(
  scope: Scope,
  id: NodeId,
  metric: string,
): Promise<{ readonly key: number; readonly count: number } | undefined> {
  const [node] = (await readKeys(scope, [id])).keys();
  if (node === undefined) return undefined;
  return scope.sql
    .selectFrom("metric")
    .select(["key", "count"])
    .where("node", "=", node)
    .where("name", "=", metric)
    .executeTakeFirst();
}

/** Every point of a part, read page by page. */
async function everyPoint(scope: Scope, part: Part): Promise<readonly PointRow[]> {
  const all: PointRow[] = [];
  for (let last: PointRow | undefined; ; last = all.at(-1)) {
    const { rows } = await sql<PointRow>`select step, at, value, code from metric_point as p
      where ${isIn(scope, part)} and ${after(last)}
      order by metric, step, at, value, code limit ${sql.lit(POINTS_AT_ONCE)}`.execute(scope.sql);
    for (const row of rows) all.push(row);
    if (rows.length < POINTS_AT_ONCE) return all;
  }
}

function after(point: PointRow | undefined) {
  if (point === undefined) return sql`true`;
  const { step, at, value, code } = point;
  return sql`(step, at, value, code) > (${sql.lit(step)}, ${sql.lit(at)}, ${value}, ${sql.lit(code)})`;
}
