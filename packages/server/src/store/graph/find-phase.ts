import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Filter } from "../filter.ts";
import type { Find, Position } from "../port.ts";
import { filterSql } from "./filter-sql.ts";
import { conjuncts } from "./leaves.ts";
import { all, type Key, type Scope } from "./scope.ts";
import type { OrderIndex, SortKey } from "./sort-keys.ts";
import { afterFirst, orderBySql, type SortColumn } from "./sort-order.ts";
import type { Targets } from "./targets.ts";

/** What a search is made of, once its values are looked up and its plan is chosen. */
export interface Plan {
  readonly scope: Scope;
  readonly find: Find;
  readonly kind: string | undefined;
  readonly targets: Targets;
  readonly keys: readonly SortKey[];
  /** The keys of few nodes, among them all that are searched; undefined when there is no such set. */
  readonly start: RawBuilder<unknown> | undefined;
}

/** The node's key, and its values in the order as `v0`, `v1`, … */
export type FoundRow = { readonly key: number } & Readonly<Record<string, string | number | null>>;

/** The phase in which a position stands: the first value that it has. */
export function phaseOf({ keys }: Plan, position: Position | undefined): number {
  if (position === undefined) return 0;
  const first = position.values.findIndex((value) => value !== null);
  return first < 0 ? keys.length : first;
}

/** The query of a phase: nodes that lack the values before it and have its own, in the rest of the order. */
export function phaseSql(
  plan: Plan,
  phase: number,
  limit: number,
  after: Position | undefined,
): RawBuilder<FoundRow> {
  const own = plan.keys[phase];
  const source = sourceOf(plan, own?.index);
  const columns = plan.keys.map(({ direction, value }, at): SortColumn => {
    return { direction, value: (at === phase ? own?.index?.value : undefined) ?? value(source.key) };
  });
  const key = { value: source.key, direction: own?.direction ?? "desc" };
  const order = { columns: columns.slice(phase), key };
  const conditions = [
    ...source.conditions,
    ...everyNode(plan, source.key, own),
    ...columns.slice(0, phase).map(({ value }) => sql<SqlBool>`${value} is null`),
    own?.index?.where ??
      (own === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${own.value(source.key)} is not null`),
    ...(after !== undefined && phaseOf(plan, after) === phase
      ? [afterFirst(order, { key: after.key, values: after.values.slice(phase) })]
      : []),
  ];
  const values = columns.map(({ value }, at) => sql`, ${value} as ${sql.ref(`v${at}`)}`);
  return sql<FoundRow>`${source.before} select node.key as key${sql.join(values, sql``)}
    from ${source.from} where ${all(conditions)} order by ${orderBySql(order)} limit ${sql.lit(limit)}`;
}

interface Source {
  readonly before: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
  readonly key: Key;
  readonly conditions: readonly RawBuilder<SqlBool>[];
}

/** Where a phase reads from: the few nodes to start with, an index in its order, or the nodes themselves. */
function sourceOf({ scope, start }: Plan, index: OrderIndex | undefined): Source {
  const table = index?.table;
  const tables = [
    ...(start === undefined ? [] : [{ from: sql`start`, key: sql.ref<number>("start.node") }]),
    ...(table === undefined ? [] : [{ from: table, key: sql.ref<number>("o.node") }]),
    { from: sql`node`, key: sql.ref<number>("node.key") },
  ];
  const [first, ...others] = tables;
  const few = sql`with start(node) as ${scope.dialect.materialized} (select distinct node from (${start}) as leaf)`;
  return {
    before: start === undefined ? sql`` : few,
    from: sql.join(
      tables.map(({ from }) => from),
      sql` cross join `,
    ),
    key: first!.key,
    conditions: others.map(({ key }) => sql<SqlBool>`${key} = ${first!.key}`),
  };
}

/** What every node must pass, whichever the phase. */
function everyNode(
  { scope, find, kind, targets }: Plan,
  key: Key,
  own: SortKey | undefined,
): readonly RawBuilder<SqlBool>[] {
  return [
    ...(kind === undefined ? [] : [sql<SqlBool>`node.kind = ${kind}`]),
    ...(find.hidden ? [] : [sql<SqlBool>`node.hidden = 0`]),
    ...conjuncts(find.filter).map((part) => bound(part, own) ?? filterSql(part, { scope, targets, key })),
    scope.visible(key),
  ];
}

/** A comparison of the very value that an index is in the order of: it bounds the range that is read. */
function bound(part: Filter, own: SortKey | undefined): RawBuilder<SqlBool> | undefined {
  if (own?.index === undefined || own.field === undefined) return undefined;
  if (part.kind !== "compare" || part.op === "!=" || !Number.isFinite(part.value)) return undefined;
  const same = part.field.space === own.field.space && part.field.name === own.field.name;
  return same ? sql<SqlBool>`${own.index.value} ${sql.raw(part.op)} ${part.value}` : undefined;
}
