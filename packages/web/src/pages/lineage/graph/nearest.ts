import type { NodeId } from "@begat/core";
import { adjacencyOf, distancesFrom } from "./adjacency.ts";
import type { ViewEdge, ViewGraph } from "./view-graph.ts";

/** A part of a drawing, and what it leaves out. */
export interface Nearest extends ViewGraph {
  /** How many nodes there are in all, shown or not. */
  readonly total: number;
  /** Of each node that is shown: how many of its causes and effects are not. */
  readonly hidden: ReadonlyMap<NodeId, HiddenAround>;
}

export interface HiddenAround {
  readonly causes: number;
  readonly effects: number;
}

interface Choice {
  /** The nodes that nearness is measured from; they are shown whatever the size is. */
  readonly from: readonly NodeId[];
  /** How many nodes are shown. */
  readonly size: number;
  /** How many neighbours of a node are shown beyond that. */
  readonly around: ReadonlyMap<NodeId, number>;
}

/** The nodes nearest to some, as many as are wanted, so that a large graph opens as one that can be read. */
export function nearest(view: ViewGraph, { from, size, around }: Choice): Nearest {
  const ids = new Set(view.nodes.map(({ id }) => id));
  const adjacency = adjacencyOf(view.edges);
  const far = distancesFrom(
    from.filter((id) => ids.has(id)),
    adjacency,
  );
  const near = [...far.keys()];
  const shown = new Set([...near.slice(0, size), ...from.filter((id) => ids.has(id))]);
  for (const [id, count] of around) {
    if (!shown.has(id)) continue;
    for (const other of neighbours(id, adjacency, shown).slice(0, count)) shown.add(other);
  }
  const nodes = view.nodes.filter(({ id }) => shown.has(id));
  const edges = view.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to));
  const hidden = new Map<NodeId, HiddenAround>();
  for (const { id } of nodes) {
    const causes = countOut(adjacency.causes.get(id), "to", shown);
    const effects = countOut(adjacency.effects.get(id), "from", shown);
    if (causes + effects > 0) hidden.set(id, { causes, effects });
  }
  return { nodes, edges, total: near.length, hidden };
}

function neighbours(
  id: NodeId,
  { causes, effects }: ReturnType<typeof adjacencyOf>,
  shown: ReadonlySet<NodeId>,
): readonly NodeId[] {
  const all = [
    ...(causes.get(id) ?? []).map(({ to }) => to),
    ...(effects.get(id) ?? []).map(({ from }) => from),
  ];
  return [...new Set(all)].filter((other) => !shown.has(other));
}

function countOut(
  edges: readonly ViewEdge[] | undefined,
  end: "from" | "to",
  shown: ReadonlySet<NodeId>,
): number {
  return new Set(edges?.map((edge) => edge[end]).filter((id) => !shown.has(id))).size;
}
