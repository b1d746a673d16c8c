import type { NodeId } from "@begat/core";
import type { Edge } from "../port.ts";
import { readEdges } from "./edges.ts";
import type { Scope } from "./scope.ts";

/** The edges that join nodes to what they are the same as, directly or by way of others; at most `limit` a step. */
export async function readSameAs(
  scope: Scope,
  ids: readonly NodeId[],
  limit: number,
): Promise<readonly Edge[]> {
  const found = new Set(ids);
  const edges: Edge[] = [];
  for (let fresh = [...ids]; fresh.length > 0 && edges.length < limit; ) {
    const joining = await readEdges(scope, fresh, "both", ["same-as"], limit);
    const ends = new Set(joining.flatMap(({ from, to }) => [from, to]));
    fresh = [...ends].filter((id) => !found.has(id));
    edges.push(...joining.filter(({ from, to }) => !found.has(from) || !found.has(to)));
    for (const id of fresh) found.add(id);
  }
  return edges;
}
