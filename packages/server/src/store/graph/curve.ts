import type { MetricValue, NodeId } from "@begat/core";
import { sql } from "kysely";
import { decodeValue } from "../append/points.ts";
import type { Curve, CurvePart } from "../port/metrics.ts";
import { readKeys } from "./edges.ts";
import type { Scope } from "./scope.ts";
import { extentOf, isIn, type Part, type PointRow, thinned } from "./thin-curve.ts";

const POINTS_AT_ONCE = 20_000;
const NOTHING: Curve = { count: 0, non_finite: 0, step: [], at: [], value: [] };

/** One metric's points in the order of step and time: every one, or about so many of them that keep extremes. */
export async function readCurve(
  scope: Scope,
  id: NodeId,
  metric: string,
  { points, ...steps }: CurvePart = {},
): Promise<Curve> {
  const key = await metricKey(scope, id, metric);
  if (key === undefined) return NOTHING;
  const part = { metric: key, ...steps };
  const extent = await extentOf(scope, part);
  const isWhole = points === undefined || extent.count <= points;
  const kept = isWhole ? await everyPoint(scope, part) : await thinned(scope, part, extent, points);
  return {
    count: extent.count,
    non_finite: extent.odd,
    step: kept.map((point) => point.step),
    at: kept.map((point) => point.at),
    value: kept.map((point): MetricValue => decodeValue(point.value, point.code)),
  };
}

/** The key of a metric; undefined when the node has none of that name. */
export async function metricKey(scope: Scope, id: NodeId, metric: string): Promise<number | undefined> {
  const [node] = (await readKeys(scope, [id])).keys();
  if (node === undefined) return undefined;
  const row = await scope.sql
    .selectFrom("metric")
    .select("key")
    .where("node", "=", node)
    .where("name", "=", metric)
    .executeTakeFirst();
  return row?.key;
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
