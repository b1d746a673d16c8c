import type { Field, OrderBy } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { latestOf } from "./latest.ts";
import type { Key, Scope } from "./scope.ts";
import { NAN } from "./tests.ts";

/** An index that lists nodes in the order of a value, under the alias `o` unless it is `node` itself. */
export interface OrderIndex {
  /** The table; undefined when `node` has the value. */
  readonly table?: RawBuilder<unknown>;
  /** The part of the index that has the order. */
  readonly range: RawBuilder<SqlBool>;
  /** What else must hold for the value to count. */
  readonly where?: RawBuilder<SqlBool>;
  readonly value: RawBuilder<unknown>;
}

/** One column that results are sorted by. Missing values come last, whichever the direction. */
export interface SortKey {
  readonly direction: "asc" | "desc";
  /** The field whose values it sorts by, where comparisons of the field are comparisons of this column. */
  readonly field?: Field;
  /** The value of the node with this key; null when it has none. */
  value(key: Key): RawBuilder<unknown>;
  /** Undefined where no index has this order. */
  readonly index?: OrderIndex;
  /** Whether every node has a value. */
  readonly isTotal?: boolean;
}

/** The columns to sort by. Without an order, what happened last comes first. */
export function sortKeys(
  scope: Scope,
  orders: readonly OrderBy[],
  kind: string | undefined,
): readonly SortKey[] {
  if (orders.length > 0)
    return orders.flatMap(({ field, direction }) => keysOf(scope, field, direction, kind));
  return kind === undefined ? [] : [atKey("desc", kind)];
}

function keysOf(
  scope: Scope,
  field: Field,
  direction: SortKey["direction"],
  kind: string | undefined,
): readonly SortKey[] {
  switch (field.space) {
    case "metrics":
      return [metricKey(field, direction)];
    case "params":
      return attributeKeys("param", field, direction);
    case "tags":
      return attributeKeys("tag", field, direction);
    case "props":
      return attributeKeys("prop", field, direction);
    case "time":
      return [timeKey(scope, field, direction, kind)];
    case "id":
    case "kind":
      return [{ ...columnKey(`node.${field.space}`, direction), isTotal: true }];
    case "latest":
      throw new RangeError(`${field.name} has no order`);
    case "relation":
      throw new RangeError(`${field.name} has many values and no order`);
    default:
      return field satisfies never;
  }
}

function timeKey(
  scope: Scope,
  field: Extract<Field, { readonly space: "time" }>,
  direction: SortKey["direction"],
  kind: string | undefined,
): SortKey {
  switch (field.name) {
    case "at":
    case "started_at":
      return { ...atKey(direction, kind), field };
    case "recorded_at":
      // Nodes get their keys in the order in which the ledger takes them.
      return { ...columnKey("node.key", direction), isTotal: true };
    case "ended_at":
      return attributeKey("prop", "ended_at", "text", direction);
    case "latest_at":
      return { ...latestKey(scope, direction, kind), field };
    default:
      return field satisfies never;
  }
}

function atKey(direction: SortKey["direction"], kind: string | undefined): SortKey {
  const key = columnKey("node.at", direction);
  if (kind === undefined) return key;
  return { ...key, index: { range: sql<SqlBool>`node.kind = ${kind}`, value: sql.ref("node.at") } };
}

function latestKey(scope: Scope, direction: SortKey["direction"], kind: string | undefined): SortKey {
  const key: SortKey = { direction, value: (node) => sql`(select l.at from ${latestOf(scope, node)})` };
  if (kind === undefined) return key;
  const index = {
    table: sql`latest as o`,
    range: sql<SqlBool>`o.kind = ${kind}`,
    where: scope.visible(sql.ref("o.member")),
    value: sql.ref("o.at"),
  };
  return { ...key, index };
}

function columnKey(column: string, direction: SortKey["direction"]): SortKey {
  return { direction, value: () => sql.ref(column) };
}

/** NaN has no place in the order of numbers: it counts as missing. */
function metricKey(field: Field, direction: SortKey["direction"]): SortKey {
  const { name } = field;
  return {
    direction,
    field,
    value: (key) =>
      sql`(select s.last from metric as s where s.node = ${key} and s.name = ${name} and s.last_code <> ${NAN})`,
    index: {
      table: sql`metric as o`,
      range: sql<SqlBool>`o.name = ${name}`,
      where: sql<SqlBool>`o.last_code <> ${NAN}`,
      value: sql.ref("o.last"),
    },
  };
}

/** First by number, then, for those that are no numbers, by text. */
function attributeKeys(space: string, field: Field, direction: SortKey["direction"]): readonly SortKey[] {
  return [
    { ...attributeKey(space, field.name, "num", direction), field },
    attributeKey(space, field.name, "text", direction),
  ];
}

function attributeKey(
  space: string,
  name: string,
  column: "num" | "text",
  direction: SortKey["direction"],
): SortKey {
  const value = sql.ref(`o.${column}`);
  return {
    direction,
    value: (key) =>
      sql`(select ${sql.ref(`s.${column}`)} from attribute as s where s.node = ${key} and s.space = ${space} and s.name = ${name})`,
    index: {
      table: sql`attribute as o`,
      range: sql<SqlBool>`o.space = ${space} and o.name = ${name}`,
      value,
    },
  };
}
