import { type NodeId, RELATION_NAMES, shortestWays, wayTo } from "@begat/core";
import type { Edge } from "../store/port/nodes.ts";
import type { PathAnswer } from "./answers.ts";
import type { PathArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { type FirstHop, membersOf } from "./first-hop.ts";
import { subjectId } from "./subject.ts";

const SEARCHED = 50_000;
const MEMBERS = 10_000;

/**
 * One shortest path between two nodes along any relations, either all against or all with the way of causes. A dataset,
 * model, job or experiment stands for its versions or runs too.
 */
export async function path(context: QueryContext, args: PathArgs): Promise<PathAnswer> {
  const graph = await context.graph(args.as_of);
  const [from, to] = [await subjectId(graph, args.from, "from"), await subjectId(graph, args.to, "to")];
  const start = await membersOf(graph, from, MEMBERS);
  const goal = await membersOf(graph, to, MEMBERS);
  let truncated = start.truncated || goal.truncated;
  for (const direction of ["upstream", "downstream"] as const) {
    const along = { direction, relations: RELATION_NAMES, limit: SEARCHED, nodes: false };
    const reached = await graph.walk(start.from, { ...along, edges: false });
    truncated ||= reached.truncated;
    const ids = new Set(reached.ids);
    if (!goal.from.some((id) => ids.has(id))) continue;
    const walked = await graph.walk(start.from, { ...along, edges: true });
    const edges = shortest({ from, start, to, goal }, walked.edges, direction);
    return { from, to, direction, edges, truncated: truncated || walked.truncated };
  }
  return { from, to, direction: null, edges: [], truncated };
}

interface Ends {
  readonly from: NodeId;
  readonly start: FirstHop;
  readonly to: NodeId;
  readonly goal: FirstHop;
}

/** The edges from one end to the other, those by which a version or run stands for an end among them. */
function shortest(
  { from, start, to, goal }: Ends,
  edges: readonly Edge[],
  direction: "upstream" | "downstream",
): readonly Edge[] {
  const along = (edge: Edge) => ({ ...edge, edge });
  const against = (edge: Edge) => ({ ...edge, from: edge.to, to: edge.from, edge });
  const isUp = direction === "upstream";
  const links = [
    ...edges.map(along),
    ...start.edges.map(isUp ? against : along),
    ...goal.edges.map(isUp ? along : against),
  ];
  return wayTo(to, shortestWays([from], links, direction)).map(({ edge }) => edge);
}
