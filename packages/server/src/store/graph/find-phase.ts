import type { Compare, Filter } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Find } from "../port/find.ts";
import type { Position } from "../port/page.ts";
import { filterSql } from "./filter-sql.ts";
import { conjuncts } from "./leaves.ts";
import { all, type Key, type Scope } from "./scope.ts";
import type { SortKey } from "./sort-keys.ts";
import { afterFirst, further, opposite, orderBySql, type SortColumn } from "./sort-order.ts";
import type { Targets } from "./targets.ts";
import { isOrdered } from "./tests.ts";

/** What a search is made of, once its values are looked up and its plan is chosen. */
export interface Plan {
  readonly scope: Scope;
  readonly find: Find;
  readonly kind: string | undefined;
  readonly targets: Targets;
  readonly keys: readonly SortKey[];
  /** The keys of few nodes, among them all that are searched; undefined when there is no such set. */
  readonly start: RawBuilder<unknown> | undefined;
  /** The keys of some more nodes each, which all that are searched are among. */
  readonly among: readonly RawBuilder<unknown>[];
}

/** A value of the order's index. */
export type Bound = string | number | undefined;

/** A part of a phase by the values of its index: those beyond one, up to another. */
export interface PhaseSlice {
  readonly beyond?: Bound;
  readonly upTo?: Bound;
}

/** The node's key, and its values in the order as `v0`, `v1`, … */
export type FoundRow = { readonly key: number } & Readonly<Record<string, string | number | null>>;

/** The phase in which a position stands: the first value that it has. */
export function phaseOf({ keys }: Plan, position: Position | undefined): number {
  if (position === undefined) return 0;
  const first = position.values.findIndex((value) => value !== null);
  return first < 0 ? keys.length : first;
}

/** The last phase that can have a node: no node that passes lacks the value of this one. */
export function lastPhaseOf({ keys, find }: Plan): number {
  const parts = conjuncts(find.filter);
  const last = keys.findIndex((key) => key.isTotal === true || parts.some((part) => isBound(part, key)));
  return last < 0 ? keys.length : last;
}

/** The query of a phase: nodes that lack the values before it and have its own, in the rest of the order. */
export function phaseSql(
  plan: Plan,
  phase: number,
  limit: number,
  after: Position | undefined,
  slice: PhaseSlice = {},
): RawBuilder<FoundRow> {
  const own = plan.keys[phase];
  const source = sourceOf(plan, own);
  const columns = plan.keys.map(({ direction, value }, at): SortColumn => {
    return { direction, value: (at === phase ? source.value : undefined) ?? value(source.key) };
  });
  const order = {
    columns: columns.slice(phase),
    key: { value: source.key, direction: own?.direction ?? "desc" },
  };
  const conditions = [
    ...source.conditions,
    ...columns.slice(0, phase).map(({ value }) => sql<SqlBool>`${value} is null`),
    ...columns.slice(phase, phase + 1).map(({ value }) => sql<SqlBool>`${value} is not null`),
    ...(after !== undefined && phaseOf(plan, after) === phase
      ? [afterFirst(order, { key: after.key, values: after.values.slice(phase) })]
      : []),
    ...columns.slice(phase, phase + 1).flatMap((column) => within(column, slice)),
  ];
  const values = columns.map(({ value }, at) => sql`, ${value} as ${sql.ref(`v${at}`)}`);
  return sql<FoundRow>`${source.before} select node.key as key${sql.join(values, sql``)}
    from ${source.from} where ${all(conditions)} order by ${orderBySql(order)} limit ${sql.lit(limit)}`;
}

/** The value that the index of a phase has `size` rows further on. */
export function sliceEndSql(
  plan: Plan,
  phase: number,
  size: number,
  after: Position | undefined,
  beyond: Bound,
): RawBuilder<{ readonly value: string | number }> {
  const own = plan.keys[phase]!;
  const { table = sql`node`, range, value } = own.index!;
  const column = { value, direction: own.direction };
  const isHere = after !== undefined && phaseOf(plan, after) === phase;
  const conditions = [
    range,
    sql<SqlBool>`${value} is not null`,
    ...bounds(plan, own, value),
    ...(isHere ? [sql<SqlBool>`${value} ${further(own.direction)}= ${after.values[phase]}`] : []),
    ...within(column, { beyond }),
  ];
  return sql`select ${value} as value from ${table} where ${all(conditions)}
    order by ${value} ${sql.raw(own.direction)} limit 1 offset ${sql.lit(size)}`;
}

function within(
  { value, direction }: SortColumn,
  { beyond, upTo }: PhaseSlice,
): readonly RawBuilder<SqlBool>[] {
  return [
    ...(beyond === undefined ? [] : [sql<SqlBool>`${value} ${further(direction)} ${beyond}`]),
    ...(upTo === undefined ? [] : [sql<SqlBool>`${value} ${further(opposite(direction))}= ${upTo}`]),
  ];
}

interface Source {
  readonly before: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
  readonly key: Key;
  /** The phase's own value, where it is at hand. */
  readonly value: RawBuilder<unknown> | undefined;
  readonly conditions: readonly RawBuilder<SqlBool>[];
}

/** Where a phase reads from: the few nodes to start with, an index in its order, or the nodes themselves. */
function sourceOf(plan: Plan, own: SortKey | undefined): Source {
  if (plan.start !== undefined) return fewNodes(plan, plan.start, own);
  const { table, range, where, value } = own?.index ?? {};
  const key = table === undefined ? sql.ref<number>("node.key") : sql.ref<number>("o.node");
  return {
    before: sql``,
    from: table === undefined ? sql`node` : sql`${table} cross join ${plan.scope.dialect.nodeOf(key)}`,
    key,
    value,
    conditions: [
      ...(range === undefined ? [] : [range]),
      ...(where === undefined ? [] : [where]),
      ...everyNode(plan, key, value === undefined ? undefined : own),
      ...bounds(plan, own, value),
    ],
  };
}

/**
 * The few nodes to start with, each with the value that is looked up for it once. They come in the order of that value,
 * so that no more of them are tested than it takes to fill the page.
 */
function fewNodes(plan: Plan, start: RawBuilder<unknown>, own: SortKey | undefined): Source {
  const isElsewhere = own?.index?.table !== undefined;
  const few = sql.ref<number>("few.node");
  const key = sql.ref<number>("start.node");
  const value = isElsewhere ? sql.ref("start.value") : own?.index?.value;
  const direction = sql.raw(own?.direction ?? "desc");
  return {
    before: sql`with start(node, value) as ${plan.scope.dialect.materialized} (
      select few.node, ${isElsewhere ? own.value(few) : sql`null`}
      from (select distinct node from (${start}) as leaf) as few order by 2 ${direction}, 1 ${direction})`,
    from: sql`start cross join ${plan.scope.dialect.nodeOf(key)}`,
    key,
    value,
    conditions: [...everyNode(plan, key, value === undefined ? undefined : own), ...bounds(plan, own, value)],
  };
}

/** What every node must pass, but for comparisons that bound the phase's own value. */
function everyNode(
  { scope, find, kind, targets, among }: Plan,
  key: Key,
  own: SortKey | undefined,
): readonly RawBuilder<SqlBool>[] {
  return [
    ...(kind === undefined ? [] : [sql<SqlBool>`node.kind = ${kind}`]),
    ...(find.hidden === true ? [] : [sql<SqlBool>`node.hidden = ${sql.lit(find.hidden === "only" ? 1 : 0)}`]),
    // The plus keeps the order's index in use.
    ...among.map((leaf) => sql<SqlBool>`+${key} in (${leaf})`),
    ...conjuncts(find.filter)
      .filter((part) => !isBound(part, own))
      .map((part) => filterSql(part, { scope, targets, key })),
    scope.visible(key),
  ];
}

/** Comparisons of the very value that a phase is sorted by: they bound the range that is read. */
function bounds(
  { find }: Plan,
  own: SortKey | undefined,
  value: RawBuilder<unknown> | undefined,
): readonly RawBuilder<SqlBool>[] {
  if (value === undefined) return [];
  return conjuncts(find.filter).flatMap((part) =>
    isBound(part, own) ? [sql<SqlBool>`${value} ${sql.raw(part.op)} ${part.value}`] : [],
  );
}

function isBound(part: Filter, own: SortKey | undefined): part is Compare {
  if (part.kind !== "compare" || part.op === "!=" || !isOrdered(part.value)) return false;
  return part.field.space === own?.field?.space && part.field.name === own.field.name;
}
