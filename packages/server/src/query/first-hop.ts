import { type Kind, kindOfId, type NodeId, type Relation } from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { Edge } from "../store/port/nodes.ts";

/** Where a walk begins: the nodes, and the edges by which they hang on the one that was asked about. */
export interface FirstHop {
  readonly from: readonly NodeId[];
  readonly edges: readonly Edge[];
  readonly truncated: boolean;
}

const MEMBERS: Readonly<Partial<Record<Kind, Relation>>> = {
  Dataset: "version-of",
  Model: "version-of",
  Job: "run-of",
  Experiment: "run-of",
};

/** The versions of a dataset and of those that are the same, the versions of a model, the runs of a job or experiment; for other kinds the node itself. */
export async function membersOf(graph: Graph, id: NodeId, limit: number): Promise<FirstHop> {
  const relation = MEMBERS[kindOfId(id)];
  if (relation === undefined) return { from: [id], edges: [], truncated: false };
  const joins = kindOfId(id) === "Dataset" ? await graph.sameAs([id]) : [];
  const all = [...new Set([id, ...joins.flatMap(({ from, to }) => [from, to])])];
  const edges = await graph.edges(all, "downstream", [relation], limit + 1);
  const kept = edges.slice(0, limit);
  return {
    from: [...all, ...kept.map((edge) => edge.from)],
    edges: [...joins, ...kept],
    truncated: edges.length > limit,
  };
}
