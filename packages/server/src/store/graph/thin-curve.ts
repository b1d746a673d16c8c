import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { CurvePart } from "../port/metrics.ts";
import { recorded, type Scope } from "./scope.ts";

/** A row of `metric_point`; `code` says which value it is that is no number. */
export interface PointRow {
  readonly step: number;
  readonly at: number;
  readonly value: number;
  readonly code: number;
}

/** A part of a curve that is read: the metric's key, and which of its steps. */
export type Part = Pick<CurvePart, "from_step" | "to_step"> & { readonly metric: number };

/** From where to where the steps of a part go, and how many points it has. */
export interface Extent {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly odd: number;
}

/** Where buckets begin, in the order of points: at a step, or at a step and a time. Each ends where the next one begins. */
interface Buckets {
  readonly by: readonly ("step" | "at")[];
  readonly places: readonly (readonly number[])[];
}

const KEPT_OF_BUCKET = 4;

/** The condition that a point belongs to a part. */
export function isIn(scope: Scope, { metric, from_step, to_step }: Part): RawBuilder<SqlBool> {
  const from = from_step === undefined ? sql`true` : sql`p.step >= ${sql.lit(from_step)}`;
  const to = to_step === undefined ? sql`true` : sql`p.step <= ${sql.lit(to_step)}`;
  return sql<SqlBool>`p.metric = ${metric} and ${from} and ${to} and ${recorded(scope, "p.seq")}`;
}

export async function extentOf(scope: Scope, part: Part): Promise<Extent> {
  const points = sql`from metric_point as p where ${isIn(scope, part)}`;
  const { rows } = await sql<Extent>`select coalesce((select min(p.step) ${points}), 0) as first,
      coalesce((select max(p.step) ${points}), 0) as last, count(*) as count, count(nullif(p.code, 0)) as odd
    ${points}`.execute(scope.sql);
  return rows[0] as Extent;
}

/**
 * About so many points of a part, in order: each of equal ranges of steps keeps its first, last, least and greatest
 * point (M4, Jugel et al. 2014) and its first that is no number. Where most ranges are empty, as when no point has a
 * step of its own, the ranges have as many points each instead.
 */
export async function thinned(
  scope: Scope,
  part: Part,
  extent: Extent,
  points: number,
): Promise<readonly PointRow[]> {
  const buckets = Math.max(1, Math.floor(points / KEPT_OF_BUCKET));
  if (extent.last - extent.first >= buckets) {
    const kept = await keptOf(scope, part, extent, byStep(extent, buckets));
    if (kept.length >= buckets) return kept;
  }
  return keptOf(scope, part, extent, await byCount(scope, part, Math.ceil(extent.count / buckets)));
}

function byStep({ first, last }: Extent, count: number): Buckets {
  const width = Math.ceil((last - first + 1) / count);
  const places: number[][] = [];
  for (let from = first; from <= last; from += width) places.push([from]);
  return { by: ["step"], places };
}

async function byCount(scope: Scope, part: Part, size: number): Promise<Buckets> {
  const { rows } = await sql<{ step: number; at: number }>`select distinct step, at from (
      select step, at, row_number() over (order by step, at, value, code) - 1 as place
      from metric_point as p where ${isIn(scope, part)}
    ) as placed where place % ${sql.lit(size)} = 0 order by step, at`.execute(scope.sql);
  return { by: ["step", "at"], places: rows.map(({ step, at }) => [step, at]) };
}

async function keptOf(
  scope: Scope,
  part: Part,
  extent: Extent,
  buckets: Buckets,
): Promise<readonly PointRow[]> {
  const { rows } = await keptSql(scope, part.metric, extent, buckets).execute(scope.sql);
  return rows.flatMap((bucket) => {
    const points = Object.values(bucket).flatMap((packed) => JSON.parse(packed) as Packed[]);
    return [...new Map(points.map((point) => [point.join(), point])).values()]
      .sort(inOrder)
      .map(([step, at, value, code]): PointRow => ({ step, at, value, code }));
  });
}

type Packed = readonly [step: number, at: number, value: number, code: number];

function inOrder(one: Packed, other: Packed): number {
  const column = one.findIndex((value, index) => value !== other[index]);
  return column < 0 ? 0 : (one[column] as number) - (other[column] as number);
}

/** The points to keep of each bucket, one in each column: the database looks through all, few come out. */
export function keptSql(
  scope: Scope,
  metric: number,
  { last, odd }: Extent,
  { by, places }: Buckets,
): RawBuilder<Readonly<Record<string, string>>> {
  const { dialect } = scope;
  const ends = [...places.slice(1), by.map((column) => (column === "step" ? last + 1 : 0))];
  const starts = dialect.rows(
    Object.fromEntries(by.flatMap((column) => [column, `next_${column}`]).map((name) => [name, "number"])),
    places.map((place, index) => place.flatMap((start, at) => [start, ends[index]?.[at] as number])),
  );
  const of = (prefix: string) => sql.join(by.map((column) => sql.ref(`${prefix}${column}`)));
  const packed = dialect.packed(["step", "at", "value", "code"].map((column) => sql.ref(column)));
  const within = (isWanted: RawBuilder<SqlBool>) => sql`from metric_point as p
      where p.metric = ${metric} and (${of("p.")}) >= (${of("bucket.")}) and (${of("p.")}) < (${of("bucket.next_")})
        and ${isWanted} and ${recorded(scope, "p.seq")}`;
  const ordered = sql`p.step, p.at, p.value, p.code`;
  const point = (isWanted: RawBuilder<SqlBool>, order = ordered) =>
    sql`(select ${packed} from (select ${ordered} ${within(isWanted)} order by ${order} limit 1) as point)`;
  const any = sql<SqlBool>`true`;
  const isNumber = sql<SqlBool>`p.code = 0`;
  const oddColumn = sql`, ${point(sql<SqlBool>`p.code <> 0`)} as odd`;
  return sql`with bucket as ${dialect.materialized} (select * from ${starts} as bucket),
    spread as ${dialect.materialized} (
      select bucket.*, (select min(p.value) ${within(isNumber)}) as least,
        (select max(p.value) ${within(isNumber)}) as greatest
      from bucket
    )
    select ${point(any)} as first,
      ${point(sql<SqlBool>`p.code = 0 and p.value = bucket.least`)} as least,
      ${point(sql<SqlBool>`p.code = 0 and p.value = bucket.greatest`)} as greatest,
      ${point(any, sql`p.step desc, p.at desc, p.value desc, p.code desc`)} as last
      ${odd > 0 ? oddColumn : sql``}
    from spread as bucket order by ${of("bucket.")}`;
}
