import { type RawBuilder, sql } from "kysely";
import { recorded, type Scope } from "./scope.ts";

/** The columns by which points are in order. */
export type By = readonly ("step" | "at")[];

/** Where a bucket begins, and where the next one does: at a step, or at a step and a time. */
export type Place = readonly [from: readonly number[], to: readonly number[]];

/** Which place of a bucket: that of the whole, or of the part with an extreme. */
export type Within = "" | "least_" | "greatest_";

/** The points of a place. */
export function pointsOf(scope: Scope, metric: number, by: By, within: Within = ""): RawBuilder<unknown> {
  return sql`from metric_point as p
    where p.metric = ${metric} and (${columnsOf(by, "p.")}) >= (${columnsOf(by, `bucket.${within}`)})
      and (${columnsOf(by, "p.")}) < (${columnsOf(by, `bucket.${within}next_`)}) and ${recorded(scope, "p.seq")}`;
}

export function columnsOf(by: By, prefix: string): RawBuilder<unknown> {
  return sql.join(by.map((column) => sql.ref(`${prefix}${column}`)));
}

/** Rows of places, and of numbers, which go as text: rows are given as whole numbers and texts. */
export function given(
  { dialect }: Scope,
  by: By,
  places: Readonly<Partial<Record<Within, readonly Place[]>>>,
  numbers: Readonly<Record<string, readonly (number | null)[]>> = {},
): RawBuilder<unknown> {
  const ends = Object.keys(places).flatMap((within) => ["", "next_"].map((end) => within + end));
  const columns = ends.flatMap((end) => by.map((column) => [end + column, "number"] as const));
  const texts = Object.keys(numbers).map((name) => [name, "text"] as const);
  const count = places[""]?.length ?? 0;
  return dialect.rows(
    Object.fromEntries([...columns, ...texts]),
    Array.from({ length: count }, (_, index) => [
      ...Object.values(places).flatMap((all) => (all[index] as Place).flat()),
      ...Object.values(numbers).map((values) => String(values[index])),
    ]),
  );
}
