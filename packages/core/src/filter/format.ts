import type { Field, Filter, Value } from "./ast.ts";
import { fixedField, isKeyword, namedSpace } from "./fields.ts";
import { formatInstant } from "./instant.ts";

/** Prints a filter in its canonical form: parsed again it gives the same filter, spans apart. */
export function formatFilter(filter: Filter): string {
  switch (filter.kind) {
    case "or":
      return filter.of.map(formatFilter).join(" OR ");
    case "and":
      return filter.of.map((part) => group(part, part.kind === "or")).join(" AND ");
    case "not":
      return `NOT ${group(filter.of, filter.of.kind === "or" || filter.of.kind === "and")}`;
    case "compare":
      return `${formatField(filter.field)} ${filter.op} ${formatValue(filter.field, filter.value)}`;
    case "in": {
      const values = filter.values.map((value) => formatValue(filter.field, value)).join(", ");
      return `${formatField(filter.field)} ${not(filter.negated)}IN (${values})`;
    }
    case "like": {
      const verb = filter.caseSensitive ? "LIKE" : "ILIKE";
      return `${formatField(filter.field)} ${not(filter.negated)}${verb} ${filterText(filter.pattern)}`;
    }
    case "is-null":
      return `${formatField(filter.field)} IS ${not(filter.negated)}NULL`;
  }
}

const group = (filter: Filter, inParentheses: boolean): string =>
  inParentheses ? `(${formatFilter(filter)})` : formatFilter(filter);

const not = (negated: boolean): string => (negated ? "NOT " : "");

/** A text as a filter writes it: in quotes, those inside it doubled. */
export function filterText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The pattern of LIKE for what has a text anywhere in it. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

function formatField(field: Field): string {
  if (field.space === "props" && isBare(field.name)) return field.name;
  if (!namedSpace(field.space)) return field.name;
  const isPlain = /^[\p{L}\p{M}\p{N}_.:@/-]+$/u.test(field.name);
  return `${field.space}.${isPlain ? field.name : `"${field.name.replaceAll('"', '""')}"`}`;
}

const isBare = (name: string): boolean =>
  /^[\p{L}_][\p{L}\p{M}\p{N}_:@/-]*$/u.test(name) &&
  !fixedField(name) &&
  !namedSpace(name) &&
  !isKeyword(name);

function formatValue(field: Field, value: Value): string {
  if (typeof value === "string") return filterText(value);
  if (typeof value === "boolean") return String(value);
  if (field.space === "time") return filterText(formatInstant(value));
  const isLargeInteger = Number.isInteger(value) && !Number.isSafeInteger(value);
  return isLargeInteger ? value.toExponential() : String(value);
}
