import type { Compare, Field, Filter, In, Term } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Find } from "../port/find.ts";
import { ofRelations } from "./edges.ts";
import { indexedTerm, valuesOf } from "./indexed-term.ts";
import { RELATION_FIELDS } from "./relation-fields.ts";
import { otherEnd, targetKeys } from "./relation-sql.ts";
import { all, holds, type Scope } from "./scope.ts";
import type { Targets } from "./targets.ts";
import { isOrdered, plainTest, scalarTest } from "./tests.ts";

/** A query of the keys (`node`) of at least those nodes that pass a condition, straight from an index. */
type Leaf = RawBuilder<unknown>;

/** The parts of a filter that must all hold. */
export function conjuncts(filter: Filter | undefined): readonly Filter[] {
  if (filter === undefined) return [];
  return filter.kind === "and" ? filter.of : [filter];
}

/** What leaves are made of. */
interface Searched {
  readonly scope: Scope;
  readonly targets: Targets;
  readonly find: Find;
  readonly kind: string | undefined;
}

/** How many conditions are looked up among others: each one more is for the planner to place, the more for PostgreSQL's. */
const MOST_AMONG = 4;

/** How many entries of an index are read in order, and kept aside, in less time than it takes to look up one node's values. */
const ENTRIES = 32;

/** Conditions that name more are not worth to be kept aside. */
const MOST_ENTRIES = 32_000;

/** What conditions are good for in a search, given how many nodes pass them. */
export interface Narrowing {
  /** The nodes that conditions name in their indexes, where they are few: a search starts from them. */
  readonly start: Leaf | undefined;
  /** Conditions that name some more: reading them once is cheaper than to look up every node. */
  readonly among: readonly Leaf[];
}

/** Narrows a search that would look at `many` nodes by what its conditions name in their indexes, each and together. */
export function narrowing({ scope, targets, find, kind }: Searched): (many: number) => Promise<Narrowing> {
  const leaves = conjuncts(find.filter).flatMap((part) => leafOf(scope, targets, part, kind) ?? []);
  let most = 0;
  let sizes: readonly number[] = [];
  return async (many) => {
    // One that is known to name few is a start, whatever the others name.
    if (!sizes.some((size) => size < Math.min(many, most))) {
      // A short look is enough for most searches.
      const next = most === 0 ? many * 2 : Math.max(many, Math.min(many * ENTRIES, MOST_ENTRIES));
      if (next !== most) sizes = await countEach(scope, leaves, next);
      most = next;
    }
    const [first, ...others] = leaves
      .map((leaf, index) => ({ leaf, size: sizes[index]! }))
      .filter(({ size }) => size < most)
      .sort((a, b) => a.size - b.size)
      .slice(0, MOST_AMONG);
    if (first === undefined) return { start: undefined, among: [] };
    if (first.size < many) {
      const small = others.filter(({ size }) => size < first.size * ENTRIES);
      return { start: first.leaf, among: small.map(({ leaf }) => leaf) };
    }
    const among = [first, ...others].map(({ leaf }) => leaf);
    const start = await namedByAll(scope, among, many * 2);
    return { start, among: start === undefined ? among : [] };
  };
}

/** How many rows each query has, as far as `most`. */
async function countEach(scope: Scope, leaves: readonly Leaf[], most: number): Promise<readonly number[]> {
  if (leaves.length === 0) return [];
  const counts = leaves.map((leaf, index) => {
    const counted = sql`select 1 from (${leaf}) as one limit ${sql.lit(most)}`;
    return sql`select ${sql.lit(index)} as leaf, (select count(*) from (${counted}) as counted) as size`;
  });
  const { rows } = await sql<{ size: number }>`${sql.join(counts, sql` union all `)} order by leaf`.execute(
    scope.sql,
  );
  return rows.map(({ size }) => Number(size));
}

/** The nodes that several conditions name, where they are fewer than `many`. The largest is read through, the others are kept aside. */
async function namedByAll(scope: Scope, leaves: readonly Leaf[], many: number): Promise<Leaf | undefined> {
  const [largest, ...others] = leaves.toReversed();
  if (others.length === 0) return undefined;
  const isNamed = all(others.map((leaf) => sql<SqlBool>`+leaf.node in (${leaf})`));
  const { rows } = await sql<{ node: number }>`select leaf.node from (${largest!}) as leaf
    where ${isNamed} limit ${sql.lit(many)}`.execute(scope.sql);
  if (rows.length === many) return undefined;
  return sql`select node from ${scope.dialect.rows(
    { node: "number" },
    rows.map(({ node }) => [node]),
  )} as named`;
}

function leafOf(scope: Scope, targets: Targets, filter: Filter, kind: string | undefined): Leaf | undefined {
  if (filter.kind === "or") {
    const leaves = filter.of.map((part) => leafOf(scope, targets, part, kind));
    return leaves.every((leaf) => leaf !== undefined)
      ? sql`${sql.join(leaves, sql` union all `)}`
      : undefined;
  }
  if (filter.kind !== "compare" && filter.kind !== "in") return undefined;
  return isPositive(filter) ? termLeaf(scope, targets, filter, kind) : undefined;
}

function isPositive(term: Compare | In): boolean {
  return term.kind === "compare" ? term.op !== "!=" : !term.negated;
}

function termLeaf(
  scope: Scope,
  targets: Targets,
  term: Compare | In,
  kind: string | undefined,
): Leaf | undefined {
  const { field } = term;
  switch (field.space) {
    case "metrics":
      return metricLeaf(scope, field.name, term);
    case "params":
      return attributeLeaf(scope, "param", field.name, term);
    case "tags":
      return attributeLeaf(scope, "tag", field.name, term);
    case "props":
      return attributeLeaf(scope, "prop", field.name, term);
    case "relation":
      return relationLeaf(scope, targets, field, term);
    case "time":
      return timeLeaf(scope, kind, field.name, term);
    case "id":
      return sql`select node.key as node from node where ${plainTest(scope.dialect, sql.ref("node.id"), term)}`;
    case "latest":
      return statusLeaf(scope, term);
    case "kind":
      return undefined;
    default:
      return field satisfies never;
  }
}

function metricLeaf({ dialect }: Scope, name: string, term: Compare | In): Leaf | undefined {
  if (!valuesOf(term).every(isOrdered)) return undefined;
  return sql`select m.node from metric as m where m.name = ${name} and ${plainTest(dialect, sql.ref("m.last"), term)}`;
}

function attributeLeaf({ dialect }: Scope, space: string, name: string, term: Compare | In): Leaf {
  const test = scalarTest(dialect, sql.ref("a.text"), sql.ref("a.num"), indexedTerm(term));
  return sql`select a.node from attribute as a where a.space = ${space} and a.name = ${name} and ${test}`;
}

/** Counted by the runs that have a status: few of many may be the last one. */
function statusLeaf({ dialect }: Scope, term: Compare | In): Leaf {
  return sql`select l.node from attribute as a left join latest as l on l.member = a.node
    where a.space = 'prop' and a.name = 'status' and ${plainTest(dialect, sql.ref("a.text"), term)}`;
}

function timeLeaf(
  { dialect }: Scope,
  kind: string | undefined,
  name: Extract<Field, { readonly space: "time" }>["name"],
  term: Term & (Compare | In),
): Leaf | undefined {
  if (kind === undefined) return undefined;
  if (name === "at" || name === "started_at")
    return sql`select n.key as node from node as n where n.kind = ${kind} and ${plainTest(dialect, sql.ref("n.at"), term)}`;
  if (name === "latest_at")
    return sql`select l.node from latest as l where l.kind = ${kind} and ${plainTest(dialect, sql.ref("l.at"), term)}`;
  return undefined;
}

function relationLeaf(
  scope: Scope,
  targets: Targets,
  { name }: Extract<Field, { readonly space: "relation" }>,
  term: Compare | In,
): Leaf {
  const wanted = valuesOf(term).map((value) => targets(name, value));
  const ways = RELATION_FIELDS[name].ways.map((way) => {
    const node = sql.ref(`e.${otherEnd(way)}`);
    return sql`select ${node} as node from edge as e
      where ${sql.ref(`e.${way.value}`)} in (${targetKeys(scope, wanted)}) and ${ofRelations(way.relations)} and ${holds(scope, "e")}`;
  });
  return sql`${sql.join(ways, sql` union all `)}`;
}
