import { CHANGE_RELATIONS, kindOfId, type NodeId } from "@begat/core";
import type { LineageAnswer } from "./answers.ts";
import type { LineageArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { membersOf } from "./first-hop.ts";
import { subjectId } from "./subject.ts";

const NODES = 10_000;
/** Nodes with all that is known of them are a few hundred bytes each; their ids alone are not bounded so. */
const MOST_IN_FULL = 100_000;

/**
 * What a node came from, or what came from it, along the relations that carry change. The lineage of a dataset, model,
 * job or experiment is that of its versions or runs.
 */
export async function lineage(context: QueryContext, args: LineageArgs): Promise<LineageAnswer> {
  const { direction = "upstream", relations, kinds, depth } = args;
  const idsOnly = args.fields === "id";
  const limit = Math.min(args.limit ?? NODES, idsOnly ? Number.POSITIVE_INFINITY : MOST_IN_FULL);
  const graph = await context.graph(args.as_of);
  const root = await subjectId(graph, args.id);
  const start =
    relations === undefined
      ? await membersOf(graph, root, limit)
      : { from: [root], edges: [], truncated: false };
  const walked = await graph.walk(start.from, {
    direction,
    relations: relations ?? CHANGE_RELATIONS,
    ...(depth === undefined ? {} : { depth }),
    limit,
    edges: !idsOnly,
    nodes: !idsOnly,
  });
  const truncated = walked.truncated || start.truncated;
  const isWanted = (id: NodeId): boolean => kinds === undefined || kinds.includes(kindOfId(id));
  if (idsOnly) return { root, nodes: walked.ids.filter(isWanted), edges: [], truncated };
  const nodes = walked.nodes.filter((node) => isWanted(node.id));
  const edges = [...start.edges, ...walked.edges];
  if (nodes.length === walked.ids.length) return { root, nodes, edges, truncated };
  const among = new Set(nodes.map((node) => node.id));
  return { root, nodes, edges: edges.filter(({ from, to }) => among.has(from) && among.has(to)), truncated };
}
