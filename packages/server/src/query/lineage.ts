import { CHANGE_RELATIONS, kindOfId, type NodeId } from "@begat/core";
import type { Graph } from "../store/port/graph.ts";
import type { Subgraph } from "../store/port/walk.ts";
import type { LineageAnswer } from "./answers.ts";
import type { LineageArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { membersOf, walkFrom } from "./first-hop.ts";
import { subjectId } from "./subject.ts";

const NODES = 10_000;
/** Nodes with all that is known of them are a few hundred bytes each; their ids alone are not bounded so. */
const MOST_IN_FULL = 100_000;

/**
 * What a node came from, or what came from it, along the relations that carry change. The lineage of a dataset, model,
 * job or experiment is that of its versions or runs.
 */
export async function lineage(context: QueryContext, args: LineageArgs): Promise<LineageAnswer> {
  const { direction = "upstream", relations, kinds, depth, fields } = args;
  const idsOnly = fields === "id";
  const limit = Math.min(args.limit ?? NODES, idsOnly ? Number.POSITIVE_INFINITY : MOST_IN_FULL);
  const graph = await context.graph(args.as_of);
  const root = await subjectId(graph, args.id);
  const start =
    relations === undefined || fields === "graph"
      ? await membersOf(graph, root, limit)
      : { from: [root], edges: [], truncated: false };
  const walked = await walkFrom(graph, start, {
    direction,
    relations: relations ?? CHANGE_RELATIONS,
    ...(depth === undefined ? {} : { depth }),
    limit,
    edges: !idsOnly,
    scoped: fields === "graph",
    nodes: fields === undefined,
  });
  const { truncated } = walked;
  const isWanted = (id: NodeId): boolean => kinds === undefined || kinds.includes(kindOfId(id));
  if (idsOnly) return { root, nodes: walked.ids.filter(isWanted), edges: [], truncated };
  const { nodes, edges } = fields === "graph" ? await drawn(graph, walked) : walked;
  if (kinds === undefined) return { root, nodes, edges, truncated };
  const wanted = nodes.filter((node) => isWanted(node.id));
  const among = new Set(wanted.map((node) => node.id));
  return {
    root,
    nodes: wanted,
    edges: edges.filter(({ from, to }) => among.has(from) && among.has(to)),
    truncated,
  };
}

/** What a node is a version or a run of. */
const PARENTS = 10;

/** What was found with what it is versions and runs of, and each edge once. */
async function drawn(graph: Graph, { ids, edges }: Subgraph): Promise<Pick<Subgraph, "nodes" | "edges">> {
  const belongs = [
    ...(await graph.edgesOf(ids, "upstream", ["version-of", "run-of"], PARENTS)).values(),
  ].flat();
  const once = new Map(
    [...edges, ...belongs].map((edge) => [JSON.stringify([edge.from, edge.rel, edge.to, edge.q]), edge]),
  );
  return { nodes: await graph.heads([...ids, ...belongs.map((edge) => edge.to)]), edges: [...once.values()] };
}
