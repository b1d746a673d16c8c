import { type RawBuilder, sql } from "kysely";
import { recorded, type Scope } from "./scope.ts";

/** A row of `metric_point`; `code` says which value it is that is no number. */
export interface PointRow {
  readonly step: number;
  readonly at: number;
  readonly value: number;
  readonly code: number;
}

const KEPT_OF_BUCKET = 4;

/** From where to where the steps of a metric go, and how many points it has. */
export interface Extent {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly odd: number;
}

export async function extentOf(scope: Scope, metric: number): Promise<Extent> {
  const { rows } = await sql<Extent>`select coalesce(min(step), 0) as first, coalesce(max(step), 0) as last,
      count(*) as count, count(nullif(code, 0)) as odd
    from metric_point where metric = ${metric} and ${recorded(scope, "seq")}`.execute(scope.sql);
  return rows[0] as Extent;
}

/**
 * About so many points of a metric, in order: each of equal ranges of steps keeps its first, last, least and greatest
 * point (M4, Jugel et al. 2014) and its first that is no number.
 */
export async function thinned(
  scope: Scope,
  metric: number,
  extent: Extent,
  points: number,
): Promise<readonly PointRow[]> {
  const buckets = Math.max(1, Math.floor(points / KEPT_OF_BUCKET));
  const width = Math.ceil((extent.last - extent.first + 1) / buckets);
  const { rows } = await candidatesSql(scope, metric, extent, width).execute(scope.sql);
  const kept: PointRow[] = [];
  let bucket = new Bucket(0);
  for (const point of rows) {
    const number = Math.floor((point.step - extent.first) / width);
    if (number !== bucket.number) {
      kept.push(...bucket.kept());
      bucket = new Bucket(number);
    }
    bucket.add(point);
  }
  return [...kept, ...bucket.kept()];
}

/** Every point of the steps at which a bucket has one to keep: the database looks through them, few come out. */
function candidatesSql(
  scope: Scope,
  metric: number,
  { first, last, odd }: Extent,
  width: number,
): RawBuilder<PointRow> {
  const ranges: (readonly [first: number, last: number])[] = [];
  for (let from = first; from <= last; from += width) ranges.push([from, from + width - 1]);
  const asked = scope.dialect.rows({ first: "number", last: "number" }, ranges);
  const { materialized } = scope.dialect;
  const of = (
    what: RawBuilder<unknown>,
    which: RawBuilder<unknown>,
  ) => sql`(select ${what} from metric_point as p
    where p.metric = ${metric} and p.step between bucket.first and bucket.last
      and ${which} and ${recorded(scope, "p.seq")})`;
  const firstStep = sql`min(p.step)`;
  const isNumber = sql`p.code = 0`;
  const oddSteps = sql`union select ${of(firstStep, sql`p.code <> 0`)} from bucket`;
  return sql<PointRow>`with bucket as ${materialized} (
      select first, last, ${of(sql`min(p.value)`, isNumber)} as least, ${of(sql`max(p.value)`, isNumber)} as greatest
      from ${asked} as bucket
    ), wanted as ${materialized} (
      select ${of(firstStep, sql`true`)} as step from bucket
      union select ${of(sql`max(p.step)`, sql`true`)} from bucket
      union select ${of(firstStep, sql`p.code = 0 and p.value = bucket.least`)} from bucket
      union select ${of(firstStep, sql`p.code = 0 and p.value = bucket.greatest`)} from bucket
      ${odd > 0 ? oddSteps : sql``}
    )
    select p.step, p.at, p.value, p.code from wanted cross join metric_point as p
    where p.metric = ${metric} and p.step = wanted.step and ${recorded(scope, "p.seq")}
    order by p.step, p.at, p.value, p.code`;
}

/** What is kept of one range of steps. */
class Bucket {
  readonly number: number;
  #order = 0;
  readonly #kept: Partial<
    Record<"first" | "last" | "least" | "greatest" | "odd", readonly [order: number, PointRow]>
  > = {};

  constructor(number: number) {
    this.number = number;
  }

  add(point: PointRow): void {
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

  kept(): readonly PointRow[] {
    const entries = new Map(Object.values(this.#kept));
    return [...entries].sort(([a], [b]) => a - b).map(([, point]) => point);
  }
}
