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
  const beginnings = joinedTo(root, edges);
  const inverts = ({ from, rel, to }: Edge): boolean => {
    const [start, end] = [beginnings.get(from), beginnings.get(to)];
    if (rel === "same-as" && start !== undefined && end !== undefined) return end < start;
    // The lineage of a dataset begins with its versions, whose edges lead to it either way.
    return direction === "downstream" || (end !== undefined && !relationSpec(rel).carriesChange);
  };
  return edges.map((edge) =>
    inverts(edge)
      ? { from: edge.to, to: edge.from, verb: inverseOf(edge) }
      : { from: edge.from, to: edge.to, verb: verbOf(edge) },
  );
}

/** The root and what it is the same as, each with how many steps away: the lineage of one begins with the versions of all. */
function joinedTo(root: string, edges: readonly Edge[]): ReadonlyMap<string, number> {
  const joins = edges.filter(({ rel }) => rel === "same-as");
  const steps = new Map([[root, 0]]);
  // What is added on the way is visited too.
  for (const [id, step] of steps) {
    for (const { from, to } of joins) {
      const other = from === id ? to : to === id ? from : id;
      if (!steps.has(other)) steps.set(other, step + 1);
    }
  }
  return steps;
}
