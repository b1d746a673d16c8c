import { CHANGE_RELATIONS, kindOfId } from "@begat/core";
import type { Edge, Subgraph } from "../store/port.ts";
import type { LineageAnswer } from "./answers.ts";
import type { LineageArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { membersOf } from "./first-hop.ts";
import { subjectId } from "./subject.ts";

const NODES = 10_000;

/**
 * What a node came from, or what came from it, along the relations that carry change. The lineage of a dataset, model,
 * job or experiment is that of its versions or runs.
 */
export async function lineage(context: QueryContext, args: LineageArgs): Promise<LineageAnswer> {
  const { direction = "upstream", limit = NODES, relations, kinds, depth } = args;
  const graph = await context.graph(args.as_of);
  const root = await subjectId(graph, args.id);
  const start =
    relations === undefined
      ? await membersOf(graph, root, limit)
      : { from: [root], edges: [], truncated: false };
  const idsOnly = args.fields === "id";
  const walked = await graph.walk(start.from, {
    direction,
    relations: relations ?? CHANGE_RELATIONS,
    ...(depth === undefined ? {} : { depth }),
    limit,
    edges: !idsOnly,
  });
  const wanted = kinds === undefined ? walked.ids : walked.ids.filter((id) => kinds.includes(kindOfId(id)));
  const truncated = walked.truncated || start.truncated;
  if (idsOnly) return { root, nodes: wanted, edges: [], truncated };
  return {
    root,
    nodes: await graph.nodes(wanted),
    edges: edgesAmong(wanted, walked, start.edges),
    truncated,
  };
}

function edgesAmong(ids: Subgraph["ids"], walked: Subgraph, hop: readonly Edge[]): readonly Edge[] {
  const all = [...hop, ...walked.edges];
  if (ids.length === walked.ids.length && hop.length === 0) return all;
  const among = new Set(ids);
  return all.filter((edge) => among.has(edge.from) && among.has(edge.to));
}
