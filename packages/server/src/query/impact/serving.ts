import { CHANGE_RELATIONS, type NodeId, type Relation } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Subgraph } from "../../store/port/walk.ts";
import { startedBy } from "../production.ts";
import { liveOf } from "./live.ts";

const CAUSES = 50_000;
const BELONGS: readonly Relation[] = ["version-of", "run-of"];

/**
 * What serves now and all that it came from, with what of that belongs to some nodes: what a change of these reaches, also
 * where that is too much to be walked. The nearest where that itself is.
 */
export async function causesOfServing(
  graph: Graph,
  of: readonly NodeId[],
): Promise<Pick<Subgraph, "ids" | "edges">> {
  const { deployments } = await startedBy(graph, null, undefined);
  const ids = await liveOf(graph, deployments);
  const relations = [...CHANGE_RELATIONS, ...BELONGS];
  const along = { direction: "upstream", relations, limit: CAUSES, edges: true, nodes: false } as const;
  const { edges } = await graph.walk(ids, along);
  const known = new Set(of);
  return { ids, edges: edges.filter(({ rel, to }) => !BELONGS.includes(rel) || known.has(to)) };
}
