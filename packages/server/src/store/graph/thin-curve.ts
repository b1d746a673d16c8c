import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { CurvePart } from "../port/metrics.ts";
import { type By, columnsOf, given, type Place, pointsOf, type Within } from "./curve-places.ts";
import { type Buckets, type Spread, spreadsOf } from "./curve-spreads.ts";
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

const KEPT_OF_BUCKET = 4;
const PARTS_OF_BUCKET = 4;
/** Of how many points, or steps, a bucket is worth parting. */
const WORTH_PARTING = 32;

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
  const odd = await countOdd(scope, part);
  let spreads = await spreadsOf(scope, part.metric, buckets, odd > 0);
  if (spreads.filter(hasNumbers).length * KEPT_OF_BUCKET < many) {
    buckets = await byCount(scope, part, last, Math.ceil(count / many));
    spreads = await spreadsOf(scope, part.metric, buckets, odd > 0);
  }
  const filled = odd > 0 ? spreads : spreads.filter(hasNumbers);
  return { points: await keptOf(scope, part, buckets.by, filled, odd > 0), odd };
}

function hasNumbers({ least }: Spread): boolean {
  return least.value !== null;
}

/** How many points are no numbers. */
async function countOdd(scope: Scope, part: Part): Promise<number> {
  const { rows } = await sql<{ odd: number | string }>`select count(*) as odd from metric_point as p
    where ${isIn(scope, part)} and p.code <> 0`.execute(scope.sql);
  return Number(rows[0]?.odd);
}

async function endsOf(scope: Scope, part: Part): Promise<readonly [first: number, last: number]> {
  const points = sql`from metric_point as p where ${isIn(scope, part)}`;
  const { rows } = await sql<{ first: number; last: number }>`select (select min(p.step) ${points}) as first,
    (select max(p.step) ${points}) as last`.execute(scope.sql);
  const [ends] = rows as [{ first: number; last: number }];
  return [ends.first, ends.last];
}

function byStep(first: number, last: number, count: number): Buckets {
  const [width, parts] = parted(Math.ceil((last - first + 1) / count));
  const places: Place[] = [];
  for (let from = first; from <= last; from += width)
    places.push([[from], [Math.min(from + width, last + 1)]]);
  return { by: ["step"], places, parts };
}

/** How large the parts of a bucket are, and how many. */
function parted(size: number): readonly [size: number, parts: number] {
  return size < WORTH_PARTING ? [size, 1] : [Math.ceil(size / PARTS_OF_BUCKET), PARTS_OF_BUCKET];
}

async function byCount(scope: Scope, part: Part, last: number, points: number): Promise<Buckets> {
  const [size, parts] = parted(points);
  const { rows } = await sql<{ step: number; at: number }>`select distinct step, at from (
      select step, at, row_number() over (order by step, at, value, code) - 1 as place
      from metric_point as p where ${isIn(scope, part)}
    ) as placed where place % ${sql.lit(size)} = 0 order by step, at`.execute(scope.sql);
  const starts = rows.map(({ step, at }) => [step, at]);
  const places = starts.map((from, index): Place => [from, starts[index + 1] ?? [last + 1, 0]]);
  return { by: ["step", "at"], places, parts };
}

async function keptOf(
  scope: Scope,
  { metric }: Part,
  by: By,
  spreads: readonly Spread[],
  hasOdd: boolean,
): Promise<readonly PointRow[]> {
  const { rows } = await keptSql(scope, metric, by, spreads, hasOdd).execute(scope.sql);
  return rows.flatMap((bucket) => {
    const points = Object.values(bucket).flatMap((packed) => JSON.parse(packed) as Packed[]);
    points.sort(inOrder);
    const once = points.filter(
      (point, index) => index === 0 || inOrder(points[index - 1] as Packed, point) !== 0,
    );
    return once.map(([step, at, value, code]): PointRow => ({ step, at, value, code }));
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
  by: By,
  spreads: readonly Spread[],
  hasOdd: boolean,
): RawBuilder<Readonly<Record<string, string>>> {
  const { dialect } = scope;
  const packed = dialect.packed(["step", "at", "value", "code"].map((column) => sql.ref(column)));
  const ordered = sql`p.step, p.at, p.value, p.code`;
  const point = (within: Within, isWanted: RawBuilder<SqlBool>, order = ordered) =>
    sql`(select ${packed} from (
      select ${ordered} ${pointsOf(scope, metric, by, within)} and ${isWanted} order by ${order} limit 1) as point)`;
  const any = sql<SqlBool>`true`;
  const oddColumn = sql`, ${point("", sql<SqlBool>`p.code <> 0`)} as odd`;
  const ends = (["", "least_", "greatest_"] as const).flatMap((within) => [
    columnsOf(by, `place.${within}`),
    columnsOf(by, `place.${within}next_`),
  ]);
  return sql`with bucket as ${dialect.materialized} (
      select ${sql.join(ends)}, ${numberIn("least")} as least, ${numberIn("greatest")} as greatest
      from ${placed(scope, by, spreads)} as place
    )
    select ${point("", any)} as first,
      ${point("least_", sql<SqlBool>`p.code = 0 and p.value = bucket.least`)} as least,
      ${point("greatest_", sql<SqlBool>`p.code = 0 and p.value = bucket.greatest`)} as greatest,
      ${point("", any, sql`p.step desc, p.at desc, p.value desc, p.code desc`)} as last
      ${hasOdd ? oddColumn : sql``}
    from bucket order by ${columnsOf(by, "bucket.")}`;
}

/** The buckets as rows: where each begins, and where its least and its greatest value stand. */
function placed(scope: Scope, by: By, spreads: readonly Spread[]) {
  return given(
    scope,
    by,
    {
      "": spreads.map(({ place }) => place),
      least_: spreads.map(({ least }) => least.place),
      greatest_: spreads.map(({ greatest }) => greatest.place),
    },
    {
      least: spreads.map(({ least }) => least.value),
      greatest: spreads.map(({ greatest }) => greatest.value),
    },
  );
}

function numberIn(column: string): RawBuilder<number> {
  return sql`cast(nullif(${sql.ref(`place.${column}`)}, 'null') as double precision)`;
}
