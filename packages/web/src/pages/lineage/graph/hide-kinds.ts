import type { Kind, NodeId } from "@begat/core";
import { adjacencyOf } from "./adjacency.ts";
import { type ViewEdge, type ViewGraph, viewEdge } from "./view-graph.ts";

/**
 * Takes nodes of some kinds out. What they joined stays joined, by indirect edges: without the jobs, a dataset still
 * leads to the dataset that it was made from. The root stays whatever its kind is.
 */
export function hideKinds(view: ViewGraph, isHidden: (kind: Kind) => boolean): ViewGraph {
  const gone = new Set(view.nodes.filter((node) => isHidden(node.kind) && !node.isRoot).map(({ id }) => id));
  if (gone.size === 0) return view;
  const nodes = view.nodes.filter(({ id }) => !gone.has(id));
  const edges = view.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
  const joined = new Set(edges.map(({ id }) => id));
  const { causes } = adjacencyOf(view.edges);
  const bridges = nodes.flatMap(({ id }) =>
    [...causesBehind(id, causes, gone)].map((cause) => viewEdge(id, cause, [], true)),
  );
  return { nodes, edges: [...edges, ...bridges.filter(({ id }) => !joined.has(id))] };
}

/** The nodes that stay and that a node reaches upstream through such as are gone alone. */
function causesBehind(
  id: NodeId,
  causes: ReadonlyMap<NodeId, readonly ViewEdge[]>,
  gone: ReadonlySet<NodeId>,
): ReadonlySet<NodeId> {
  const found = new Set<NodeId>();
  const seen = new Set<NodeId>();
  const queue = (causes.get(id) ?? []).map(({ to }) => to).filter((to) => gone.has(to));
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const { to } of causes.get(at) ?? []) {
      if (gone.has(to)) queue.push(to);
      else if (to !== id) found.add(to);
    }
  }
  return found;
}
