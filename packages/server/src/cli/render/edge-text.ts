import { relationSpec } from "@begat/core";
import type { Edge } from "../../store/port/nodes.ts";
import type { Branch } from "./tree.ts";

/** The edge as it is read from its effect: `trained-on (train)`. */
export function verbOf({ rel, q }: Edge): string {
  return q === "" ? rel : `${rel} (${q})`;
}

/** The edge as it is read from its cause: `trained (train)`. */
export function inverseOf({ rel, q }: Edge): string {
  const { inverse } = relationSpec(rel);
  return q === "" ? inverse : `${inverse} (${q})`;
}

/** The edges as branches that lead away from `root`. */
export function branchesOf(
  root: string,
  edges: readonly Edge[],
  direction: "upstream" | "downstream",
): readonly Branch[] {
  return edges.map((edge) => {
    // The lineage of a dataset begins with its versions, whose edges lead to it either way.
    const inverse = direction === "downstream" || (edge.to === root && !relationSpec(edge.rel).carriesChange);
    return inverse
      ? { from: edge.to, to: edge.from, verb: inverseOf(edge) }
      : { from: edge.from, to: edge.to, verb: verbOf(edge) };
  });
}
