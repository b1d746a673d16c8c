import { groupBy, type NodeId } from "@begat/core";
import type { ViewEdge } from "./view-graph.ts";

/** The edges at each node: `causes` lead upstream, `effects` downstream. */
export interface Adjacency {
  readonly causes: ReadonlyMap<NodeId, readonly ViewEdge[]>;
  readonly effects: ReadonlyMap<NodeId, readonly ViewEdge[]>;
}

export function adjacencyOf(edges: readonly ViewEdge[]): Adjacency {
  return { causes: groupBy(edges, ({ from }) => from), effects: groupBy(edges, ({ to }) => to) };
}

/** How far each node is from the nearest of some roots, along edges either way; what is not reached is left out. */
export function distancesFrom(
  roots: readonly NodeId[],
  { causes, effects }: Adjacency,
): ReadonlyMap<NodeId, number> {
  const far = new Map(roots.map((id) => [id, 0]));
  const queue = [...roots];
  for (let head = 0; head < queue.length; head++) {
    const id = queue[head] as NodeId;
    const next = [
      ...(causes.get(id) ?? []).map(({ to }) => to),
      ...(effects.get(id) ?? []).map(({ from }) => from),
    ];
    for (const other of next) {
      if (far.has(other)) continue;
      far.set(other, (far.get(id) ?? 0) + 1);
      queue.push(other);
    }
  }
  return far;
}
