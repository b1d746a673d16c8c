import { BegatError } from "../../src/error.ts";
import type { Operator, Value } from "../../src/filter/ast.ts";

export const field = (space: string, name: string) => ({ space, name });

/** What a comparison looks like without its spans. */
export const compare = (space: string, name: string, op: Operator, value: Value) => ({
  kind: "compare",
  field: field(space, name),
  op,
  value,
});

/** A copy of a filter or order that can be compared with one from another text. */
export function withoutSpans(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutSpans);
  if (typeof tree !== "object" || tree === null) return tree;
  const kept = Object.entries(tree).filter(([key]) => key !== "span");
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutSpans(value)]));
}

/** The BegatError that the call throws. */
export function failure(call: () => unknown): BegatError {
  try {
    call();
  } catch (error) {
    if (error instanceof BegatError) return error;
    throw error;
  }
  throw new Error("expected a refusal");
}
