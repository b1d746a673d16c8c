import type { Compare, Field, Filter, In, Term } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { Find } from "../port/find.ts";
import { ofRelations } from "./edges.ts";
import { indexedTerm, valuesOf } from "./indexed-term.ts";
import { RELATION_FIELDS } from "./relation-fields.ts";
import { otherEnd, targetKeys } from "./relation-sql.ts";
import { holds, type Scope } from "./scope.ts";
import type { Targets } from "./targets.ts";
import { plainTest, scalarTest } from "./tests.ts";

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

/** How many times the nodes of a start may be kept aside, to look others up among them. */
const ASIDE = 2;

/** What conditions are good for in a search, given how many nodes pass them. */
export interface Narrowing {
  /** The condition to start from: whose index names the fewest nodes, and fewer than `many`. */
  readonly start: Leaf | undefined;
  /** Conditions that name some more: reading them once is cheaper than to look up every node. */
  readonly among: readonly Leaf[];
}

/** Counts what each condition of a filter names in its index, as far as it matters. */
export async function narrow({ scope, targets, find, kind }: Searched, many: number): Promise<Narrowing> {
  const leaves = conjuncts(find.filter).flatMap((part) => leafOf(scope, targets, part, kind) ?? []);
  if (leaves.length === 0) return { start: undefined, among: [] };
  const counts = leaves.map((leaf, index) => {
    const counted = sql`select 1 from (${leaf}) as one limit ${sql.lit(many * ASIDE)}`;
    return sql`select ${sql.lit(index)} as leaf, (select count(*) from (${counted}) as counted) as size`;
  });
  const { rows } = await sql<{ leaf: number; size: number }>`${sql.join(counts, sql` union all `)}`.execute(
    scope.sql,
  );
  const small = rows.filter((row) => row.size < many * ASIDE).sort((a, b) => a.size - b.size);
  const [first] = small.filter((row) => row.size < many);
  return {
    start: first && leaves[first.leaf],
    among: small
      .filter((row) => row !== first)
      .slice(0, MOST_AMONG)
      .map((row) => leaves[row.leaf]!),
  };
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
  if (!valuesOf(term).every(Number.isFinite)) return undefined;
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
