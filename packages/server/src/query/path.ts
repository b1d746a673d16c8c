import { RELATION_NAMES, shortestWays, wayTo } from "@begat/core";
import type { PathAnswer } from "./answers.ts";
import type { PathArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { subjectId } from "./subject.ts";

const SEARCHED = 50_000;

/** One shortest path between two nodes along any relations, either all against or all with the way of causes. */
export async function path(context: QueryContext, args: PathArgs): Promise<PathAnswer> {
  const graph = await context.graph(args.as_of);
  const [from, to] = [await subjectId(graph, args.from, "from"), await subjectId(graph, args.to, "to")];
  let truncated = false;
  for (const direction of ["upstream", "downstream"] as const) {
    const along = { direction, relations: RELATION_NAMES, limit: SEARCHED, nodes: false };
    const reached = await graph.walk([from], { ...along, edges: false });
    truncated ||= reached.truncated;
    if (!reached.ids.includes(to)) continue;
    const { edges } = await graph.walk([from], { ...along, edges: true });
    return { from, to, direction, edges: wayTo(to, shortestWays([from], edges, direction)), truncated };
  }
  return { from, to, direction: null, edges: [], truncated };
}
