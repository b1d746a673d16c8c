import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Position } from "../port/page.ts";
import type { SortKey } from "./sort-keys.ts";

type Value = string | number | null;

/** A column of an order, with the expression that reads it. */
export interface SortColumn {
  readonly direction: SortKey["direction"];
  readonly value: RawBuilder<unknown>;
}

/** An order: columns whose missing values come last, then the key of the node, which settles ties. */
export interface Order {
  readonly columns: readonly SortColumn[];
  readonly key: SortColumn;
}

/** The condition that a row comes after a position. */
function afterPosition({ columns, key }: Order, position: Position): RawBuilder<SqlBool> {
  const last = sql<SqlBool>`${key.value} ${further(key.direction)} ${sql.lit(position.key)}`;
  return columns.reduceRight<RawBuilder<SqlBool>>(
    (rest, column, index) => afterColumn(column, position.values[index] ?? null, rest),
    last,
  );
}

function afterColumn(
  { value, direction }: SortColumn,
  last: Value,
  rest: RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  if (last === null) return sql<SqlBool>`(${value} is null and ${rest})`;
  return sql<SqlBool>`(${value} is null or ${value} ${further(direction)} ${last} or (${value} = ${last} and ${rest}))`;
}

/** The same where the first column is never missing, in a way that an index can start from. */
export function afterFirst({ columns, key }: Order, position: Position): RawBuilder<SqlBool> {
  const [first, ...rest] = columns;
  if (first === undefined) return afterPosition({ columns, key }, position);
  const [last = null, ...values] = position.values;
  const tied = afterPosition({ columns: rest, key }, { values, key: position.key });
  const beyondLast = sql<SqlBool>`${first.value} ${further(first.direction)} ${last}`;
  return sql<SqlBool>`${first.value} ${further(first.direction)}= ${last} and (${beyondLast} or ${tied})`;
}

/** The order as SQL, its first column never missing. */
export function orderBySql({ columns, key }: Order): RawBuilder<unknown> {
  const [first, ...rest] = columns;
  const parts = [
    ...(first === undefined ? [] : [sql`${first.value} ${sql.raw(first.direction)}`]),
    ...rest.map(({ value, direction }) => sql`(${value} is null), ${value} ${sql.raw(direction)}`),
    sql`${key.value} ${sql.raw(key.direction)}`,
  ];
  return sql`${sql.join(parts)}`;
}

/** The operator of what lies further on in a direction. */
export function further(direction: SortKey["direction"]): RawBuilder<unknown> {
  return sql.raw(direction === "asc" ? ">" : "<");
}

export function opposite(direction: SortKey["direction"]): SortKey["direction"] {
  return direction === "asc" ? "desc" : "asc";
}
