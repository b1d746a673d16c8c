import type { Term, Value } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { ofRelations } from "./edges.ts";
import { exists, type FilterScope } from "./filter-scope.ts";
import { RELATION_FIELDS, type RelationField, type RelationWay } from "./relation-fields.ts";
import { all, holds, type Scope } from "./scope.ts";
import type { Target } from "./targets.ts";
import { negate, plainTest, type Test } from "./tests.ts";

/** A term about a relation: it holds when one of the field's values passes. */
export function relationSql(name: RelationField, term: Term, within: FilterScope): RawBuilder<SqlBool> {
  const { ways } = RELATION_FIELDS[name];
  const any = ways.map((way) => {
    const [value, node] = [sql.ref(`e.${way.value}`), sql.ref(`e.${otherEnd(way)}`)];
    const edges = sql`${node} = ${within.key} and ${ofRelations(way.relations)} and ${holds(within.scope, "e")}`;
    const keys = equalKeys(name, term, within);
    // The nodes that a value stands for are of the right kind and visible: they need no second look.
    if (keys !== undefined) return exists(sql`edge as e where ${edges} and ${value} in (${keys})`);
    const conditions = all([
      kindTest(name),
      within.scope.visible(sql.ref("t.key")),
      valueTest(name, term, within),
    ]);
    return exists(sql`edge as e cross join node as t where ${edges} and t.key = ${value} and ${conditions}`);
  });
  const one = sql<SqlBool>`(${sql.join(any, sql` or `)})`;
  return term.kind === "is-null" ? negate({ negated: !term.negated }, one) : one;
}

/** The end of an edge where the node stands whose field it is. */
export function otherEnd({ value }: RelationWay): "src" | "dst" {
  return value === "src" ? "dst" : "src";
}

function kindTest(name: RelationField): Test {
  return sql<SqlBool>`t.kind in (${sql.join(RELATION_FIELDS[name].kinds)})`;
}

/** The keys of all values that are equal to what a term asks for; undefined when it asks for something else. */
function equalKeys(name: RelationField, term: Term, within: FilterScope): RawBuilder<unknown> | undefined {
  if (term.kind === "compare" && term.op === "=") return keysOf(name, [term.value], within);
  return term.kind === "in" && !term.negated ? keysOf(name, term.values, within) : undefined;
}

function valueTest(name: RelationField, term: Term, within: FilterScope): Test {
  switch (term.kind) {
    case "compare":
      return sql<SqlBool>`t.key not in (${keysOf(name, [term.value], within)})`;
    case "in":
      return sql<SqlBool>`t.key not in (${keysOf(name, term.values, within)})`;
    case "like":
      return plainTest(within.scope.dialect, sql.ref("t.id"), term);
    case "is-null":
      return sql<SqlBool>`true`;
    default:
      return term satisfies never;
  }
}

function keysOf(
  name: RelationField,
  values: readonly Value[],
  { scope, targets }: FilterScope,
): RawBuilder<unknown> {
  return targetKeys(
    scope,
    values.map((value) => targets(name, value)),
  );
}

/** Selects the keys of the nodes that targets stand for. */
export function targetKeys(scope: Scope, targets: readonly Target[]): RawBuilder<unknown> {
  const { dialect } = scope;
  const nodes = dialect.rows(
    { key: "number" },
    targets.flatMap((target) => target.nodes).map((key) => [key]),
  );
  const parents = targets.flatMap((target) => target.parents);
  const given = sql`select key from ${nodes} as given`;
  if (parents.length === 0) return given;
  return sql`${given} union all select v.node from version as v
    where ${dialect.anyOf(sql.ref("v.parent"), parents)} and ${scope.visible(sql.ref("v.node"))}`;
}
