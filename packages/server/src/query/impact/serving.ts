import { CHANGE_RELATIONS, type NodeId, type Relation } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Edge } from "../../store/port/nodes.ts";
import type { Belonging } from "../first-hop.ts";

const CAUSES = 50_000;
const CHANGE: ReadonlySet<Relation> = new Set(CHANGE_RELATIONS);

/**
 * How what serves now came from what belongs to something: what a change of this reaches, also where that is too much to be
 * walked. The nearest causes where these are.
 */
export async function causesOfServing(
  graph: Graph,
  serving: readonly NodeId[],
  { relations, to, counts }: Belonging,
): Promise<readonly Edge[]> {
  const along = { direction: "upstream", relations: CHANGE_RELATIONS, limit: CAUSES, nodes: false } as const;
  const causes = await graph.walk(serving, { ...along, edges: false });
  // What they belong to is not walked to: a version may have a thousand features, of which few are asked about.
  const among = [...new Set([...causes.ids, ...to])];
  const { edges } = await graph.walk(among, {
    ...along,
    relations: [...CHANGE_RELATIONS, ...relations],
    depth: 0,
    limit: among.length,
    edges: true,
  });
  return edges.filter((edge) => CHANGE.has(edge.rel) || counts(edge));
}
