import type { NodeId } from "@begat/core";
import type { Edge } from "../port/nodes.ts";
import { readEdges } from "./edges.ts";
import type { Scope } from "./scope.ts";

/** How many datasets can be one. */
const MOST_SAME = 1000;

/** The edges that join nodes to what they are the same as, directly or by way of others. */
export async function readSameAs(scope: Scope, ids: readonly NodeId[]): Promise<readonly Edge[]> {
  const found = new Set(ids);
  const edges: Edge[] = [];
  for (let fresh = [...ids]; fresh.length > 0 && edges.length < MOST_SAME; ) {
    const joining = await readEdges(scope, fresh, "both", ["same-as"], MOST_SAME);
    const ends = new Set(joining.flatMap(({ from, to }) => [from, to]));
    fresh = [...ends].filter((id) => !found.has(id));
    edges.push(...joining.filter(({ from, to }) => !found.has(from) || !found.has(to)));
    for (const id of fresh) found.add(id);
  }
  return edges;
}
