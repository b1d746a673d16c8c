import type { Compare, In, Value } from "@begat/core";
import { INDEXED_CHARACTERS } from "../append/attributes.ts";
import type { Asking } from "./tests.ts";

/** Whether a term can depend on more of a text than the index has. */
export function isBeyondIndex(term: Asking): boolean {
  return term.kind === "like" || valuesOf(term).some(isLong);
}

/** The term about what the index has of a text: everything that passes the whole term passes it. */
export function indexedTerm(term: Compare | In): Compare | In {
  if (!valuesOf(term).some(isLong)) return term;
  if (term.kind === "in") return { ...term, values: term.values.map(indexed) };
  const { op } = term;
  return { ...term, op: op === "<" ? "<=" : op === ">" ? ">=" : op, value: indexed(term.value) };
}

/** What a term compares with. */
export function valuesOf(term: Compare | In): readonly Value[] {
  return term.kind === "compare" ? [term.value] : term.values;
}

function isLong(value: Value): boolean {
  return typeof value === "string" && value.length >= INDEXED_CHARACTERS;
}

function indexed(value: Value): Value {
  return typeof value === "string" ? value.slice(0, INDEXED_CHARACTERS) : value;
}
