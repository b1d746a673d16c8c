import type { Compare, In, Like, Value } from "@begat/core";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { encodeValue } from "../append/points.ts";
import type { Dialect } from "../database.ts";

/** A condition on one value of a field. */
export type Test = RawBuilder<SqlBool>;

/** A term that asks something of a value, rather than whether there is one. */
export type Asking = Compare | In | Like;

type Column = RawBuilder<unknown>;

const NEVER: Test = sql<SqlBool>`false`;
const ALWAYS: Test = sql<SqlBool>`true`;

/** A column that is compared as it is: an id, a kind, an instant. `literal` writes a value as the column has it. */
export function plainTest(
  dialect: Dialect,
  column: Column,
  term: Asking,
  literal: (value: Value) => Value = (value) => value,
): Test {
  switch (term.kind) {
    case "compare":
      return sql<SqlBool>`${column} ${sql.raw(sqlOperator(term))} ${literal(term.value)}`;
    case "in":
      return negate(term, sql<SqlBool>`${column} in (${sql.join(term.values.map(literal))})`);
    case "like":
      return negate(term, dialect.like(column, term.pattern, term.caseSensitive));
    default:
      return term satisfies never;
  }
}

/** A param, tag or property: the literal decides whether its text or its number is compared. */
export function scalarTest(dialect: Dialect, text: Column, num: Column, term: Asking): Test {
  if (term.kind === "like") return plainTest(dialect, text, term);
  const value = term.kind === "compare" ? term.value : term.values[0];
  if (typeof value !== "number") return plainTest(dialect, text, term, String);
  if (term.kind === "in")
    return negate(
      term,
      present(num, plainTest(dialect, num, { ...term, values: numbers(term.values), negated: false })),
    );
  if (Number.isNaN(term.value)) return term.op === "!=" ? ALWAYS : NEVER;
  if (term.op === "!=") return negate({ negated: true }, present(num, sql<SqlBool>`${num} = ${value}`));
  return present(num, plainTest(dialect, num, term));
}

/** NaN equals nothing that is kept as a number. */
function numbers(values: readonly Value[]): readonly Value[] {
  const kept = values.filter((value) => !Number.isNaN(value));
  return kept.length === 0 ? [Number.POSITIVE_INFINITY] : kept;
}

const present = (column: Column, test: Test): Test => sql<SqlBool>`(${column} is not null and ${test})`;

/** The code of a metric that is no number. */
export const NAN = sql.lit(encodeValue("NaN").code);

/** A metric's value and its code. NaN is neither above nor below anything. */
export function metricTest(value: Column, code: Column, term: Compare | In): Test {
  if (term.kind === "in") {
    const any = term.values.map((item) => equals(value, code, Number(item)));
    return negate(term, sql<SqlBool>`(${sql.join(any, sql` or `)})`);
  }
  const wanted = Number(term.value);
  if (term.op === "=") return equals(value, code, wanted);
  if (term.op === "!=") return negate({ negated: true }, equals(value, code, wanted));
  if (Number.isNaN(wanted)) return NEVER;
  return sql<SqlBool>`(${code} <> ${NAN} and ${value} ${sql.raw(term.op)} ${wanted})`;
}

function equals(value: Column, code: Column, wanted: number): Test {
  if (Number.isNaN(wanted)) return sql<SqlBool>`${code} = ${NAN}`;
  return sql<SqlBool>`(${code} <> ${NAN} and ${value} = ${wanted})`;
}

/** Whether a value has its place among numbers. */
export function isOrdered(value: Value): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}

/** The operator of a comparison as SQL writes it. */
function sqlOperator({ op }: Compare): string {
  return op === "!=" ? "<>" : op;
}

/** The opposite of a test, where a term asks for that. Tests are true or false, never unknown. */
export function negate({ negated }: { readonly negated: boolean }, test: Test): Test {
  return negated ? sql<SqlBool>`not (${test})` : test;
}
