import type { Field, Filter } from "@begat/core";

/** Conditions that no text stands for have no place in one. */
export const NOWHERE: Field["span"] = { start: 0, end: 0 };

type RelationName = Extract<Field, { readonly space: "relation" }>["name"];

/** The condition that a relation leads to one of some nodes. */
export function relationIn(name: RelationName, values: readonly string[]): Filter {
  return {
    kind: "in",
    field: { space: "relation", name, span: NOWHERE },
    values,
    negated: false,
    span: NOWHERE,
  };
}
