import type { Path } from "@begat/client/browser";
import type { NodeId } from "@begat/core";
import type { Subgraph, ViewGraph } from "./view-graph.ts";

/** A graph with the edges of a path, which may lead through nodes that the graph has not. */
export function withPath(graph: Subgraph, path: Pick<Path, "edges"> | undefined): Subgraph {
  if (path === undefined || path.edges.length === 0) return graph;
  const keyOf = ({ from, rel, to, q }: Subgraph["edges"][number]) => JSON.stringify([from, rel, to, q]);
  const known = new Set(graph.edges.map(keyOf));
  return { ...graph, edges: [...graph.edges, ...path.edges.filter((edge) => !known.has(keyOf(edge)))] };
}

/** The nodes and edges of a drawing that a path leads along. */
export function alongPath(view: ViewGraph, path: Pick<Path, "edges"> | undefined) {
  const homes = new Map<NodeId, NodeId>();
  for (const { id, members } of view.nodes) {
    homes.set(id, id);
    for (const member of members) homes.set(member.id, id);
  }
  const nodes = new Set<string>();
  const edges = new Set<string>();
  for (const { from, to } of path?.edges ?? []) {
    const [effect, cause] = [homes.get(from), homes.get(to)];
    for (const id of [effect, cause]) if (id !== undefined) nodes.add(id);
    if (effect !== undefined && cause !== undefined) edges.add(`${effect} ${cause}`);
  }
  return { nodes, edges };
}
