import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Filter } from "../filter.ts";
import type { Find, Node, Page, Position, Slice } from "../port.ts";
import { filterSql } from "./filter-sql.ts";
import { conjuncts, narrowest } from "./leaves.ts";
import { readNodesByKey } from "./nodes.ts";
import { all, type Key, type Scope } from "./scope.ts";
import { type OrderIndex, type SortKey, sortKeys } from "./sort-keys.ts";
import { afterFirst, orderBySql, type SortColumn } from "./sort-order.ts";
import { resolveTargets, type Targets } from "./targets.ts";

/** From so many nodes on a condition is no place to start from. */
const MANY = 10_000;

/** What a search is made of, once its values are looked up and its plan is chosen. */
interface Plan {
  readonly scope: Scope;
  readonly find: Find;
  readonly kind: string | undefined;
  readonly targets: Targets;
  readonly keys: readonly SortKey[];
  /** The keys of few nodes, among them all that are searched; undefined when there is no such set. */
  readonly start: RawBuilder<unknown> | undefined;
}

/**
 * Finds nodes by a filter, in an order. It starts from the condition that the fewest nodes can pass; when every
 * condition lets many pass, it goes along an index that has the order and stops when the page is full.
 *
 * An order is made of phases: nodes that have the first value, nodes that lack it but have the second, and so on. Each
 * phase is one range of one index, which one query with "nulls last" would not be.
 */
export async function findNodes(scope: Scope, find: Find, page: Page, many = MANY): Promise<Slice<Node>> {
  const kind = find.kind ?? kindAsked(find.filter);
  const targets = await resolveTargets(scope, find.filter);
  const start = await narrowest(scope, targets, find.filter, kind, many);
  const plan: Plan = { scope, find, kind, targets, keys: sortKeys(find.orderBy, kind), start };
  const found: Position[] = [];
  for (
    let phase = phaseOf(plan, page.after);
    phase <= plan.keys.length && found.length <= page.limit;
    phase++
  ) {
    found.push(...(await runPhase(plan, phase, page.limit + 1 - found.length, page.after)));
  }
  const kept = found.slice(0, page.limit);
  const items = await readNodesByKey(
    scope,
    kept.map((position) => position.key),
  );
  const last = kept.at(-1);
  return found.length > page.limit && last !== undefined ? { items, next: last } : { items };
}

/** The kind that a filter demands. */
function kindAsked(filter: Filter | undefined): string | undefined {
  for (const part of conjuncts(filter)) {
    if (part.kind === "compare" && part.field.space === "kind" && part.op === "=") return String(part.value);
  }
  return undefined;
}

/** The phase in which a position stands: the first value that it has. */
function phaseOf({ keys }: Plan, position: Position | undefined): number {
  if (position === undefined) return 0;
  const first = position.values.findIndex((value) => value !== null);
  return first < 0 ? keys.length : first;
}

type FoundRow = { readonly key: number } & Readonly<Record<string, string | number | null>>;

async function runPhase(
  plan: Plan,
  phase: number,
  limit: number,
  after: Position | undefined,
): Promise<readonly Position[]> {
  const { rows } = await phaseSql(plan, phase, limit, after).execute(plan.scope.sql);
  return rows.map((row) => ({ key: row.key, values: plan.keys.map((_, index) => row[`v${index}`] ?? null) }));
}

/** The query of a phase: nodes that lack the values before it and have its own, in the rest of the order. */
function phaseSql(
  plan: Plan,
  phase: number,
  limit: number,
  after: Position | undefined,
): RawBuilder<FoundRow> {
  const { scope, keys, start } = plan;
  const own = keys[phase];
  const index = start === undefined ? own?.index : undefined;
  const source = sourceOf(scope, start, index);
  const columns = keys.map(({ direction, value }, at): SortColumn => {
    return { direction, value: at === phase && index !== undefined ? index.value : value(source.key) };
  });
  const key = { value: source.key, direction: own?.direction ?? "desc" };
  const order = { columns: columns.slice(phase), key };
  const conditions = [
    ...source.conditions,
    ...baseConditions(plan, source.key, index === undefined ? undefined : own, index),
    ...columns.slice(0, phase).map(({ value }) => sql<SqlBool>`${value} is null`),
    ...(own === undefined || index !== undefined ? [] : [sql<SqlBool>`${columns[phase]!.value} is not null`]),
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
function sourceOf(
  { dialect }: Scope,
  start: RawBuilder<unknown> | undefined,
  index: OrderIndex | undefined,
): Source {
  if (start !== undefined) {
    return {
      before: sql`with start(node) as ${dialect.materialized} (select distinct node from (${start}) as leaf)`,
      from: sql`start cross join node`,
      key: sql.ref("start.node"),
      conditions: [sql<SqlBool>`node.key = start.node`],
    };
  }
  const conditions = index === undefined ? [] : [index.where];
  if (index?.table === undefined)
    return { before: sql``, from: sql`node`, key: sql.ref("node.key"), conditions };
  return {
    before: sql``,
    from: sql`${index.table} cross join node`,
    key: sql.ref("o.node"),
    conditions: [...conditions, sql<SqlBool>`node.key = o.node`],
  };
}

/** What every node must pass, whichever the phase. */
function baseConditions(
  { scope, find, kind, targets }: Plan,
  key: Key,
  own: SortKey | undefined,
  index: OrderIndex | undefined,
): readonly RawBuilder<SqlBool>[] {
  const within = { scope, targets, key };
  return [
    ...(kind === undefined ? [] : [sql<SqlBool>`node.kind = ${kind}`]),
    ...(find.hidden ? [] : [sql<SqlBool>`node.hidden = 0`]),
    ...conjuncts(find.filter).map((part) => (index && bound(part, own, index)) ?? filterSql(part, within)),
    scope.visible(key),
  ];
}

/** A comparison of the very value that an index is in the order of: it bounds the range that is read. */
function bound(part: Filter, own: SortKey | undefined, index: OrderIndex): RawBuilder<SqlBool> | undefined {
  if (part.kind !== "compare" || part.op === "!=" || own?.field === undefined) return undefined;
  const same = part.field.space === own.field.space && part.field.name === own.field.name;
  if (!same || !Number.isFinite(part.value)) return undefined;
  return sql<SqlBool>`${index.value} ${sql.raw(part.op)} ${part.value}`;
}
