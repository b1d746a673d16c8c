import { inTurn, type Kind, kindOfId, type NodeId, type Relation } from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { Edge } from "../store/port/nodes.ts";
import { type Subgraph, shareOf, type Walk } from "../store/port/walk.ts";

/** Where a walk begins: the nodes, and the edges by which they hang on the one that was asked about. */
export interface FirstHop {
  readonly from: readonly NodeId[];
  readonly edges: readonly Edge[];
  readonly truncated: boolean;
}

/** By which edges something belongs to what was asked about, however much else does: relations, and what they lead to. */
export interface Belonging {
  readonly relations: readonly Relation[];
  readonly to: readonly NodeId[];
  readonly counts: (edge: Edge) => boolean;
}

/** Where the impact or lineage of a node begins. */
export interface Start extends FirstHop {
  readonly belonging: Belonging;
}

const MEMBERS: Readonly<Partial<Record<Kind, Relation>>> = {
  Dataset: "version-of",
  Model: "version-of",
  Job: "run-of",
  Experiment: "run-of",
};

/**
 * The versions of a dataset and of those that are the same, the versions of a model, the runs of a job or experiment, the
 * newest first; for other kinds the node itself.
 */
export async function membersOf(graph: Graph, id: NodeId, limit: number): Promise<Start> {
  const relation = MEMBERS[kindOfId(id)];
  const counts = (): boolean => true;
  if (relation === undefined)
    return { from: [id], edges: [], truncated: false, belonging: { relations: [], to: [id], counts } };
  const joins = kindOfId(id) === "Dataset" ? await graph.sameAs([id]) : [];
  const all = [...new Set([id, ...joins.flatMap(({ from, to }) => [from, to])])];
  const { edges, truncated } = await effectsOf(graph, all, [relation], limit);
  return {
    from: [...all, ...edges.map((edge) => edge.from)],
    edges: [...joins, ...edges],
    truncated,
    belonging: { relations: [relation], to: all, counts },
  };
}

/** The edges to some nodes from what was recorded last, of each relation and node in turn. */
export async function effectsOf(
  graph: Graph,
  ids: readonly NodeId[],
  relations: readonly Relation[],
  limit: number,
): Promise<Pick<FirstHop, "edges" | "truncated">> {
  const each = Math.min(limit + 1, shareOf(limit, ids.length));
  const found: (readonly Edge[])[] = [];
  // One after the other, for of several those of the first would take the place of the others.
  for (const relation of relations)
    found.push(...(await graph.edgesOf(ids, "downstream", [relation], each)).values());
  const edges = inTurn(found.map((own) => own.toReversed()));
  const truncated = edges.length > limit || found.some((own) => own.length === each);
  return { edges: edges.slice(0, limit), truncated };
}

/** A walk from a first hop, whose edges are among those that it finds. Where not all fits, half of the limit is for what hangs on the hop. */
export async function walkFrom(graph: Graph, hop: FirstHop, along: Walk): Promise<Subgraph> {
  const half = Math.ceil(along.limit / 2);
  const leavesRoom = hop.from.length <= half;
  if (leavesRoom || !hop.truncated) {
    const walked = await graph.walk(hop.from, along);
    const truncated = walked.truncated || hop.truncated;
    if (leavesRoom || !truncated) return { ...walked, edges: [...hop.edges, ...walked.edges], truncated };
  }
  const walked = await graph.walk(hop.from.slice(0, half), along);
  const others = new Set(hop.from.slice(half));
  const edges = hop.edges.filter(({ from, to }) => !others.has(from) && !others.has(to));
  return { ...walked, edges: [...edges, ...walked.edges], truncated: true };
}
