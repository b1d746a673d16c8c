import type { Field, Filter, Term } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { INDEXED_CHARACTERS } from "../append/attributes.ts";
import type { AttributeSpace } from "../tables.ts";
import { exists, type FilterScope } from "./filter-scope.ts";
import { isBeyondIndex } from "./indexed-term.ts";
import { latestOf } from "./latest.ts";
import { relationSql } from "./relation-sql.ts";
import type { Scope } from "./scope.ts";
import { type Asking, metricTest, negate, plainTest, scalarTest, type Test } from "./tests.ts";

/** A field that has one value for a node, or none. */
type SingleField = Exclude<Field, { readonly space: "relation" }>;

interface FieldSql {
  /** There is a value, and it passes the test. */
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
  if (term.field.space === "relation") return relationSql(term.field.name, term, within);
  const field = fieldSql(term.field, within);
  if (term.kind === "is-null") return negate({ negated: !term.negated }, field.has(sql<SqlBool>`true`));
  return field.has(field.test(term));
}

function fieldSql(field: SingleField, within: FilterScope): FieldSql {
  switch (field.space) {
    case "metrics":
      return metricField(field.name, within);
    case "params":
      return attributeField("param", field.name, within);
    case "tags":
      return attributeField("tag", field.name, within);
    case "props":
      return attributeField("prop", field.name, within);
    case "time":
      return timeField(field.name, within);
    case "latest":
      return statusField(within);
    case "id":
    case "kind":
      return columnField(`node.${field.space}`, within);
    default:
      return field satisfies never;
  }
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

function attributeField(space: AttributeSpace, name: string, { key, scope }: FilterScope): FieldSql {
  const [text, num] = [sql.ref("a.text"), sql.ref("a.num")];
  return {
    has: (test) =>
      exists(
        sql`attribute as a where a.node = ${key} and a.space = ${space} and a.name = ${name} and ${test}`,
      ),
    test: (term) =>
      scalarTest(scope.dialect, isBeyondIndex(term) ? wholeText(scope, space, name) : text, num, term),
  };
}

/** The text of a value: of a long one it is read from the node, because the index has its beginning alone. */
function wholeText({ dialect }: Scope, space: AttributeSpace, name: string): RawBuilder<unknown> {
  const member = dialect.member(sql.ref("node.props"), name, MEMBERS[space]);
  // The index counts UTF-16 code units, of which a character takes up to two.
  return sql`(case when length(a.text) < ${sql.lit(INDEXED_CHARACTERS / 2)} then a.text else coalesce(${member}, a.text) end)`;
}

const MEMBERS: Readonly<Partial<Record<AttributeSpace, string>>> = { param: "params", tag: "tags" };

function columnField(column: string, { scope }: FilterScope): FieldSql {
  return {
    has: (test) => sql<SqlBool>`(${test})`,
    test: (term) => plainTest(scope.dialect, sql.ref(column), term),
  };
}

function statusField({ key, scope }: FilterScope): FieldSql {
  return {
    has: (test) =>
      exists(
        sql`attribute as a where a.node = (select l.member from ${latestOf(scope, key)})
          and a.space = 'prop' and a.name = 'status' and ${test}`,
      ),
    test: (term) => plainTest(scope.dialect, sql.ref("a.text"), term),
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
    case "latest_at":
      return {
        has: (test) => exists(sql`${latestOf(within.scope, within.key)} and l.at is not null and ${test}`),
        test: (term) => plainTest(dialect, sql.ref("l.at"), term),
      };
    default:
      return name satisfies never;
  }
}
