import type { MetricColumns, MetricValue, NodeId } from "@begat/core";
import { sql } from "kysely";
import { decodeValue } from "../append/points.ts";
import { readKeys } from "./edges.ts";
import { recorded, type Scope } from "./scope.ts";

interface Point {
  readonly step: number;
  readonly at: number;
  readonly value: number;
  readonly code: number;
}

const POINTS_AT_ONCE = 20_000;
const KEPT_OF_BUCKET = 4;

/**
 * One metric's points in the order of step and time: every one, or about `points` of them. Then each of equal ranges
 * of steps keeps its first, last, least and greatest point (M4, Jugel et al. 2014) and its first that is no number.
 */
export async function readCurve(
  scope: Scope,
  id: NodeId,
  metric: string,
  points?: number,
): Promise<MetricColumns> {
  const key = await metricKey(scope, id, metric);
  if (key === undefined) return { step: [], at: [], value: [] };
  const kept = points === undefined ? await everyPoint(scope, key) : await thinned(scope, key, points);
  return {
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

async function everyPoint(scope: Scope, metric: number): Promise<readonly Point[]> {
  const all: Point[] = [];
  for await (const page of pages(scope, metric)) all.push(...page);
  return all;
}

/** The points page by page, so that a long curve is never held whole. */
async function* pages(scope: Scope, metric: number): AsyncGenerator<readonly Point[]> {
  for (let last: Point | undefined; ; ) {
    const { rows } = await sql<Point>`select step, at, value, code from metric_point
      where metric = ${metric} and ${recorded(scope, "seq")} and ${after(last)}
      order by metric, step, at, value, code limit ${sql.lit(POINTS_AT_ONCE)}`.execute(scope.sql);
    yield rows;
    if (rows.length < POINTS_AT_ONCE) return;
    last = rows.at(-1);
  }
}

function after(point: Point | undefined) {
  if (point === undefined) return sql`true`;
  const { step, at, value, code } = point;
  return sql`(step, at, value, code) > (${sql.lit(step)}, ${sql.lit(at)}, ${value}, ${sql.lit(code)})`;
}

async function thinned(scope: Scope, metric: number, points: number): Promise<readonly Point[]> {
  const range = await stepRange(scope, metric);
  if (range === undefined) return [];
  if (range.count <= points) return everyPoint(scope, metric);
  const buckets = Math.max(1, Math.floor(points / KEPT_OF_BUCKET));
  const width = (range.last - range.first + 1) / buckets;
  const kept: Point[] = [];
  let bucket = new Bucket(0);
  for await (const page of pages(scope, metric)) {
    for (const point of page) {
      const number = Math.floor((point.step - range.first) / width);
      if (number !== bucket.number) {
        kept.push(...bucket.kept());
        bucket = new Bucket(number);
      }
      bucket.add(point);
    }
  }
  return [...kept, ...bucket.kept()];
}

interface StepRange {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

async function stepRange(scope: Scope, metric: number): Promise<StepRange | undefined> {
  const { rows } = await sql<StepRange>`select min(step) as first, max(step) as last, count(*) as count
    from metric_point where metric = ${metric} and ${recorded(scope, "seq")}`.execute(scope.sql);
  return rows[0]?.count === 0 ? undefined : rows[0];
}

/** What is kept of one range of steps. */
class Bucket {
  readonly number: number;
  #order = 0;
  readonly #kept: Partial<
    Record<"first" | "last" | "least" | "greatest" | "odd", readonly [order: number, Point]>
  > = {};

  constructor(number: number) {
    this.number = number;
  }

  add(point: Point): void {
    const kept = this.#kept;
    const entry = [this.#order++, point] as const;
    kept.first ??= entry;
    kept.last = entry;
    if (point.code !== 0) kept.odd ??= entry;
    else {
      if (kept.least === undefined || point.value < kept.least[1].value) kept.least = entry;
      if (kept.greatest === undefined || point.value > kept.greatest[1].value) kept.greatest = entry;
    }
  }

  kept(): readonly Point[] {
    const entries = new Map(Object.values(this.#kept));
    return [...entries].sort(([a], [b]) => a - b).map(([, point]) => point);
  }
}
