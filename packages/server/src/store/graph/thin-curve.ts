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

/** Some points of a part, and how many of all its points are no numbers. */
export interface Thinned {
  readonly points: readonly PointRow[];
  readonly odd: number;
}

/** Where a bucket begins, and where the next one does: at a step, or at a step and a time. */
type Place = readonly [from: readonly number[], to: readonly number[]];

/** Parts of a curve, in the order of its points. */
interface Buckets {
  readonly by: readonly ("step" | "at")[];
  readonly places: readonly Place[];
}

/** What a bucket has: how many numbers, and its least and greatest. */
interface Spread {
  readonly place: Place;
  readonly least: number | null;
  readonly greatest: number | null;
  readonly numbers: number;
}

const KEPT_OF_BUCKET = 4;

/** The condition that a point belongs to a part. */
export function isIn(scope: Scope, { metric, from_step, to_step }: Part): RawBuilder<SqlBool> {
  const from = from_step === undefined ? sql`true` : sql`p.step >= ${sql.lit(from_step)}`;
  const to = to_step === undefined ? sql`true` : sql`p.step <= ${sql.lit(to_step)}`;
  return sql<SqlBool>`p.metric = ${metric} and ${from} and ${to} and ${recorded(scope, "p.seq")}`;
}

/**
 * About so many of the `count` points of a part, in order: each of equal ranges of steps keeps its first, last, least and
 * greatest point (M4, Jugel et al. 2014) and its first that is no number. Where most ranges are empty, as when no point
 * has a step of its own, the ranges have as many points each instead.
 */
export async function thinned(scope: Scope, part: Part, count: number, points: number): Promise<Thinned> {
  const many = Math.max(1, Math.floor(points / KEPT_OF_BUCKET));
  const [first, last] = await endsOf(scope, part);
  let buckets = byStep(first, last, many);
  let spreads = await spreadsOf(scope, part, buckets);
  if (spreads.filter(({ numbers }) => numbers > 0).length * KEPT_OF_BUCKET < many) {
    buckets = await byCount(scope, part, last, Math.ceil(count / many));
    spreads = await spreadsOf(scope, part, buckets);
  }
  const odd = count - spreads.reduce((sum, { numbers }) => sum + numbers, 0);
  const filled = odd > 0 ? spreads : spreads.filter(({ numbers }) => numbers > 0);
  return { points: await keptOf(scope, part, buckets.by, filled, odd > 0), odd };
}

async function endsOf(scope: Scope, part: Part): Promise<readonly [first: number, last: number]> {
  const points = sql`from metric_point as p where ${isIn(scope, part)}`;
  const { rows } = await sql<{ first: number; last: number }>`select (select min(p.step) ${points}) as first,
    (select max(p.step) ${points}) as last`.execute(scope.sql);
  const [ends] = rows as [{ first: number; last: number }];
  return [ends.first, ends.last];
}

function byStep(first: number, last: number, count: number): Buckets {
  const width = Math.ceil((last - first + 1) / count);
  const places: Place[] = [];
  for (let from = first; from <= last; from += width)
    places.push([[from], [Math.min(from + width, last + 1)]]);
  return { by: ["step"], places };
}

async function byCount(scope: Scope, part: Part, last: number, size: number): Promise<Buckets> {
  const { rows } = await sql<{ step: number; at: number }>`select distinct step, at from (
      select step, at, row_number() over (order by step, at, value, code) - 1 as place
      from metric_point as p where ${isIn(scope, part)}
    ) as placed where place % ${sql.lit(size)} = 0 order by step, at`.execute(scope.sql);
  const starts = rows.map(({ step, at }) => [step, at]);
  const places = starts.map((from, index): Place => [from, starts[index + 1] ?? [last + 1, 0]]);
  return { by: ["step", "at"], places };
}

async function spreadsOf(scope: Scope, { metric }: Part, buckets: Buckets): Promise<readonly Spread[]> {
  const { rows } = await spreadsSql(scope, metric, buckets).execute(scope.sql);
  return rows.map(({ found }, index) => {
    const [[least, greatest, numbers]] = JSON.parse(found) as [[number | null, number | null, number]];
    return { place: buckets.places[index] as Place, least, greatest, numbers };
  });
}

/** What each bucket has, in its order: one look through all points. */
export function spreadsSql(
  scope: Scope,
  metric: number,
  { by, places }: Buckets,
): RawBuilder<{ readonly found: string }> {
  const measured = sql`select min(p.value) as least, max(p.value) as greatest, count(*) as numbers
    ${pointsOf(scope, metric, by)} and p.code = 0`;
  const packed = scope.dialect.packed(["least", "greatest", "numbers"].map((name) => sql.ref(name)));
  return sql`select (select ${packed} from (${measured}) as spread) as found
    from ${given(scope, by, places)} as bucket order by ${columnsOf(by, "bucket.")}`;
}

async function keptOf(
  scope: Scope,
  { metric }: Part,
  by: Buckets["by"],
  spreads: readonly Spread[],
  hasOdd: boolean,
): Promise<readonly PointRow[]> {
  const { rows } = await keptSql(scope, metric, by, spreads, hasOdd).execute(scope.sql);
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

/** The points to keep of each bucket, one in each column. */
export function keptSql(
  scope: Scope,
  metric: number,
  by: Buckets["by"],
  spreads: readonly Spread[],
  hasOdd: boolean,
): RawBuilder<Readonly<Record<string, string>>> {
  const { dialect } = scope;
  const packed = dialect.packed(["step", "at", "value", "code"].map((column) => sql.ref(column)));
  const ordered = sql`p.step, p.at, p.value, p.code`;
  const point = (isWanted: RawBuilder<SqlBool>, order = ordered) =>
    sql`(select ${packed} from (
      select ${ordered} ${pointsOf(scope, metric, by)} and ${isWanted} order by ${order} limit 1) as point)`;
  const any = sql<SqlBool>`true`;
  const oddColumn = sql`, ${point(sql<SqlBool>`p.code <> 0`)} as odd`;
  const places = spreads.map(({ place }) => place);
  const extremes = {
    least: spreads.map(({ least }) => least),
    greatest: spreads.map(({ greatest }) => greatest),
  };
  return sql`with bucket as ${dialect.materialized} (
      select ${columnsOf(by, "place.")}, ${columnsOf(by, "place.next_")}, ${numberIn("least")} as least,
        ${numberIn("greatest")} as greatest
      from ${given(scope, by, places, extremes)} as place
    )
    select ${point(any)} as first,
      ${point(sql<SqlBool>`p.code = 0 and p.value = bucket.least`)} as least,
      ${point(sql<SqlBool>`p.code = 0 and p.value = bucket.greatest`)} as greatest,
      ${point(any, sql`p.step desc, p.at desc, p.value desc, p.code desc`)} as last
      ${hasOdd ? oddColumn : sql``}
    from bucket order by ${columnsOf(by, "bucket.")}`;
}

/** The points of a bucket. */
function pointsOf(scope: Scope, metric: number, by: Buckets["by"]): RawBuilder<unknown> {
  return sql`from metric_point as p
    where p.metric = ${metric} and (${columnsOf(by, "p.")}) >= (${columnsOf(by, "bucket.")})
      and (${columnsOf(by, "p.")}) < (${columnsOf(by, "bucket.next_")}) and ${recorded(scope, "p.seq")}`;
}

function columnsOf(by: Buckets["by"], prefix: string): RawBuilder<unknown> {
  return sql.join(by.map((column) => sql.ref(`${prefix}${column}`)));
}

/** Rows are given as whole numbers and texts: other numbers go as text. */
function given(
  { dialect }: Scope,
  by: Buckets["by"],
  places: readonly Place[],
  more: Readonly<Record<string, readonly (number | null)[]>> = {},
): RawBuilder<unknown> {
  const numbers = by.flatMap((column) => [
    [column, "number"] as const,
    [`next_${column}`, "number"] as const,
  ]);
  const texts = Object.keys(more).map((name) => [name, "text"] as const);
  return dialect.rows(
    Object.fromEntries([...numbers, ...texts]),
    places.map(([from, to], index) => [
      ...from.flatMap((start, at) => [start, to[at] as number]),
      ...Object.values(more).map((values) => String(values[index])),
    ]),
  );
}

function numberIn(column: string): RawBuilder<number> {
  return sql`cast(nullif(${sql.ref(`place.${column}`)}, 'null') as double precision)`;
}
