import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Field, Filter, Term } from "../filter.ts";
import { ofRelations } from "./edges.ts";
import { RELATION_FIELDS, type RelationField, type RelationWay } from "./relation-fields.ts";
import { all, holds, type Key, type Scope } from "./scope.ts";
import type { Target, Targets } from "./targets.ts";
import { type Asking, metricTest, negate, plainTest, scalarTest, type Test } from "./tests.ts";

/** What a filter is compiled with. Conditions are on the table `node` and on `key`, which is the node's key. */
export interface FilterScope {
  readonly scope: Scope;
  readonly targets: Targets;
  readonly key: Key;
}

/** A field as the values it has for a node: none, one or many. */
interface FieldSql {
  /** One of the values passes the test. */
  has(test: Test): RawBuilder<SqlBool>;
  test(term: Asking): Test;
}

/** A filter as an SQL condition that is true or false, never unknown. */
export function filterSql(filter: Filter, within: FilterScope): RawBuilder<SqlBool> {
  switch (filter.kind) {
    case "and":
      return sql<SqlBool>`(${sql.join(
        filter.of.map((part) => filterSql(part, within)),
        sql` and `,
      )})`;
    case "or":
      return sql<SqlBool>`(${sql.join(
        filter.of.map((part) => filterSql(part, within)),
        sql` or `,
      )})`;
    case "not":
      return sql<SqlBool>`not (${filterSql(filter.of, within)})`;
    default:
      return termSql(filter, within);
  }
}

function termSql(term: Term, within: FilterScope): RawBuilder<SqlBool> {
  const field = fieldSql(term.field, within);
  if (term.kind === "is-null") return negate({ negated: !term.negated }, field.has(sql<SqlBool>`true`));
  return field.has(field.test(term));
}

function fieldSql(field: Field, within: FilterScope): FieldSql {
  switch (field.space) {
    case "metrics":
      return metricField(field.name, within);
    case "params":
      return attributeField("param", field.name, within);
    case "tags":
      return attributeField("tag", field.name, within);
    case "props":
      return attributeField("prop", field.name, within);
    case "relation":
      return relationField(field.name, within);
    case "time":
      return timeField(field.name, within);
    case "id":
    case "kind":
      return columnField(`node.${field.space}`, within);
    default:
      return field satisfies never;
  }
}

/** A subquery for each node. The offset keeps it one: as a join it would be run for every node there is. */
function exists(from: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from ${from} limit 1 offset 0)`;
}

function metricField(name: string, { key }: FilterScope): FieldSql {
  return {
    has: (test) => exists(sql`metric as m where m.node = ${key} and m.name = ${name} and ${test}`),
    test: (term) =>
      term.kind === "like"
        ? sql<SqlBool>`false`
        : metricTest(sql.ref("m.last"), sql.ref("m.last_code"), term),
  };
}

function attributeField(space: string, name: string, { key, scope }: FilterScope): FieldSql {
  return {
    has: (test) =>
      exists(
        sql`attribute as a where a.node = ${key} and a.space = ${space} and a.name = ${name} and ${test}`,
      ),
    test: (term) => scalarTest(scope.dialect, sql.ref("a.text"), sql.ref("a.num"), term),
  };
}

function columnField(column: string, { scope }: FilterScope): FieldSql {
  return {
    has: (test) => sql<SqlBool>`(${test})`,
    test: (term) => plainTest(scope.dialect, sql.ref(column), term),
  };
}

type TimeField = Extract<Field, { readonly space: "time" }>["name"];

function timeField(name: TimeField, within: FilterScope): FieldSql {
  const { dialect } = within.scope;
  switch (name) {
    case "at":
    case "started_at":
      return {
        has: (test) => sql<SqlBool>`(node.at is not null and ${test})`,
        test: (term) => plainTest(dialect, sql.ref("node.at"), term),
      };
    case "ended_at":
      return {
        has: attributeField("prop", name, within).has,
        test: (term) =>
          plainTest(dialect, sql.ref("a.text"), term, (value) => new Date(Number(value)).toISOString()),
      };
    case "recorded_at":
      return {
        has: (test) => exists(sql`ledger as l where l.seq = node.created_seq and ${test}`),
        test: (term) => plainTest(dialect, sql.ref("l.recorded_at"), term),
      };
    default:
      return name satisfies never;
  }
}

function relationField(name: RelationField, { key, scope, targets }: FilterScope): FieldSql {
  const { kinds, ways } = RELATION_FIELDS[name];
  const has = (way: RelationWay, test: Test): RawBuilder<SqlBool> => {
    const node = sql.ref(`e.${way.value === "dst" ? "src" : "dst"}`);
    const value = sql`${sql.ref(`e.${way.value}`)}`;
    const kind = sql<SqlBool>`t.kind in (${sql.join(kinds)})`;
    return exists(sql`edge as e cross join node as t
      where ${node} = ${key} and ${ofRelations(way.relations)} and ${holds(scope, "e")}
      and t.key = ${value} and ${all([kind, scope.visible(sql.ref("t.key")), test])}`);
  };
  return {
    has: (test) =>
      sql<SqlBool>`(${sql.join(
        ways.map((way) => has(way, test)),
        sql` or `,
      )})`,
    test: (term) => relationTest(scope, name, targets, term),
  };
}

function relationTest(scope: Scope, name: RelationField, targets: Targets, term: Asking): Test {
  if (term.kind === "like") return plainTest(scope.dialect, sql.ref("t.id"), term);
  const values = term.kind === "compare" ? [term.value] : term.values;
  const negated = term.kind === "compare" ? term.op === "!=" : term.negated;
  const wanted = values.map((value) => targets(name, value));
  return negate({ negated }, sql<SqlBool>`t.key in (${targetKeys(scope, wanted)})`);
}

/** Selects the keys of the nodes that targets stand for. */
export function targetKeys({ dialect }: Scope, targets: readonly Target[]): RawBuilder<unknown> {
  const nodes = dialect.rows(
    { key: "number" },
    targets.flatMap((target) => target.nodes).map((key) => [key]),
  );
  const parents = targets.flatMap((target) => target.parents);
  const given = sql`select key from ${nodes} as given`;
  return parents.length === 0
    ? given
    : sql`${given} union all select v.node from version as v where ${dialect.anyOf(sql.ref("v.parent"), parents)}`;
}
