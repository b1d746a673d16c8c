import type { Field, Filter, Value } from "@begat/core";
import { NOWHERE } from "../terms.ts";
import { type Clause, type Entity, type Operator, parseClauses } from "./clauses.ts";
import { refuse } from "./scanner.ts";

/** How a key of MLflow's language is looked up in the record. */
export interface Lookup {
  readonly field: Field;
  readonly type: "number" | "text";
  /** Whether a whole number may be written in quotes. */
  readonly quotable?: boolean;
  /** The value as the record has it; also that of a pattern. */
  readonly write?: (value: string) => string;
  /** Whether it may be one of a list. */
  readonly listed?: boolean;
  /** Whether it may be asked for by `IS NULL`. */
  readonly nullable?: boolean;
}

/** What is searched, and what can be asked of it. */
export interface Subject {
  /** How a key is looked up; undefined where there is no such key. */
  lookup(entity: Entity, key: string): Lookup | undefined;
  /** The field to sort by; undefined where there is none. */
  orders(entity: Entity, key: string): Field | undefined;
}

/** The id of a node, and its time. */
export const BY_ID: Field = { space: "id", name: "id", span: NOWHERE };
export const BY_TIME: Field = { space: "time", name: "at", span: NOWHERE };

/** A field of the record. */
export function field(space: "metrics" | "params" | "tags" | "props", name: string): Field {
  return { space, name, span: NOWHERE };
}

/** What every subject's tags are. */
export function tagLookup(key: string): Lookup {
  return { field: field("tags", key), type: "text", nullable: true };
}

const COMPARISONS: readonly Operator[] = ["=", "!=", "<", "<=", ">", ">="];
const TEXTS: readonly Operator[] = ["=", "!=", "LIKE", "ILIKE"];
const LISTS: readonly Operator[] = ["IN", "NOT IN"];
const NULLS: readonly Operator[] = ["IS NULL", "IS NOT NULL"];

/** The conditions of a filter on a subject. Throws MLflow's refusals. */
export function filtersOf(text: string, subject: Subject): readonly Filter[] {
  return parseClauses(text).map((clause) => termOf(clause, subject));
}

export function termOf(clause: Clause, subject: Subject): Filter {
  const { entity, key, operator } = clause;
  const lookup = subject.lookup(entity, key);
  if (lookup === undefined) throw refuse(`Invalid ${entity} key '${key}' specified.`);
  const allowed = [
    ...(lookup.type === "number" ? COMPARISONS : TEXTS),
    ...(lookup.listed === true ? LISTS : []),
    ...(lookup.nullable === true ? NULLS : []),
  ];
  if (!allowed.includes(operator))
    throw refuse(
      `Invalid comparator '${operator}' not one of '${allowed.join("', '")}' for ${entity} '${key}'`,
    );
  return term(clause, lookup);
}

/** Longer than any value that MLflow takes; the stores' patterns have a bound too. */
const MAX_VALUE = 10_000;

function term({ entity, key, operator, values }: Clause, lookup: Lookup): Filter {
  const { field, type, write } = lookup;
  const taken = values.map((said): Value => {
    const value = lookup.quotable === true && /^-?\d+$/.test(String(said)) ? Number(said) : said;
    if (type === "number" ? typeof value !== "number" : typeof value !== "string")
      throw wrongType(entity, key, type, value);
    if (typeof value === "number") return value;
    if (value.length > MAX_VALUE)
      throw refuse(`Invalid filter string: a value has at most ${MAX_VALUE} characters`);
    return write === undefined ? value : write(value);
  });
  const about = { field, span: NOWHERE };
  switch (operator) {
    case "IS NULL":
    case "IS NOT NULL":
      return { kind: "is-null", negated: operator === "IS NOT NULL", ...about };
    case "IN":
    case "NOT IN":
      return { kind: "in", values: taken, negated: operator === "NOT IN", ...about };
    case "LIKE":
    case "ILIKE": {
      // In MLflow's patterns a backslash stands for itself.
      const pattern = String(taken[0]).replaceAll("\\", "\\\\");
      return { kind: "like", pattern, caseSensitive: operator === "LIKE", negated: false, ...about };
    }
    default:
      return { kind: "compare", op: operator, value: taken[0] as Value, ...about };
  }
}

function wrongType(entity: Entity, key: string, type: Lookup["type"], value: string | number) {
  return type === "number"
    ? refuse(
        `Expected numeric value type for ${entity === "metric" ? "metric" : `numeric attribute: ${key}`}. Found '${value}'`,
      )
    : refuse(`Expected a quoted string value for ${entity} (e.g. 'my-value'). Got value ${value}`);
}

/** Conditions that must all hold; undefined when there is none. */
export function allOf(filters: readonly Filter[]): Filter | undefined {
  const flat = filters.flatMap((filter) => (filter.kind === "and" ? filter.of : [filter]));
  return flat.length > 1 ? { kind: "and", of: flat } : flat[0];
}
