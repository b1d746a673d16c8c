import { type RawBuilder, sql } from "kysely";
import { type By, columnsOf, given, type Place, pointsOf } from "./curve-places.ts";
import type { Scope } from "./scope.ts";

/** Parts of a curve, in the order of its points: so many make a bucket, of which an extreme is looked for in one alone. */
export interface Buckets {
  readonly by: By;
  readonly places: readonly Place[];
  readonly parts: number;
}

/** The least and the greatest number of a bucket, each with the part of the bucket that has it; null where it has no number. */
export interface Spread {
  readonly place: Place;
  readonly least: Extreme;
  readonly greatest: Extreme;
}

interface Extreme {
  readonly value: number | null;
  readonly place: Place;
}

/** What buckets have: one look through all points, at each one's code only where some are no numbers. */
export async function spreadsOf(
  scope: Scope,
  metric: number,
  buckets: Buckets,
  hasOdd: boolean,
): Promise<readonly Spread[]> {
  const { places, parts } = buckets;
  const { rows } = await spreadsSql(scope, metric, buckets, hasOdd).execute(scope.sql);
  const measured = JSON.parse(`[${rows[0]?.found ?? ""}]`) as readonly [Measured][];
  const starts = places.flatMap((_, index) => (index % parts === 0 ? [index] : []));
  return starts.map((from) => spreadOf(places.slice(from, from + parts), measured.slice(from, from + parts)));
}

type Measured = readonly [least: number | null, greatest: number | null];

/** What parts next to each other have between them. */
function spreadOf(places: readonly Place[], parts: readonly (readonly [Measured])[]): Spread {
  const place: Place = [(places[0] as Place)[0], (places.at(-1) as Place)[1]];
  let least: Extreme = { value: null, place };
  let greatest = least;
  parts.forEach(([[low, high]], index) => {
    const within = places[index] as Place;
    if (low !== null && (least.value === null || low < least.value)) least = { value: low, place: within };
    if (high !== null && (greatest.value === null || high > greatest.value))
      greatest = { value: high, place: within };
  });
  return { place, least, greatest };
}

/** What each place has, in their order. */
export function spreadsSql(
  scope: Scope,
  metric: number,
  { by, places }: Pick<Buckets, "by" | "places">,
  hasOdd: boolean,
): RawBuilder<{ readonly found: string | null }> {
  const isNumber = hasOdd ? sql`and p.code = 0` : sql``;
  const measured = sql`select min(p.value) as least, max(p.value) as greatest
    ${pointsOf(scope, metric, by)} ${isNumber}`;
  const packed = scope.dialect.packed(["least", "greatest"].map((name) => sql.ref(name)));
  return sql`select string_agg(found, ',') as found from (
      select (select ${packed} from (${measured}) as spread) as found
      from ${given(scope, by, { "": places })} as bucket order by ${columnsOf(by, "bucket.")}
    ) as measured`;
}
