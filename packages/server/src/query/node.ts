import type { NodeAnswer } from "./answers.ts";
import type { NodeArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { pagingOf } from "./cursor.ts";
import { subject } from "./subject.ts";

const EDGES_EACH = 50;
const ALIASES = 100;
const POINTERS = 100;
const VERSIONS = 20;

const MEASURED = new Set(["Run", "JobRun", "Deployment"]);
const VERSIONED = new Set(["Dataset", "Model"]);

/** A node with everything next to it, every list bounded. */
export async function node(context: QueryContext, args: NodeArgs): Promise<NodeAnswer> {
  const graph = await context.graph(args.as_of);
  const found = await subject(graph, args.id);
  const [aliases, edges] = await Promise.all([
    graph.aliasesOf([found.id], ALIASES),
    graph.neighbours(found.id, EDGES_EACH),
  ]);
  const answer: NodeAnswer = { ...found, aliases: aliases.get(found.id) ?? [], edges };
  if (MEASURED.has(found.kind))
    return { ...answer, metrics: (await graph.metrics([found.id])).get(found.id) ?? {} };
  if (!VERSIONED.has(found.kind)) return answer;
  const pointers = (await graph.heldPointers([found.id], POINTERS)).get(found.id) ?? [];
  const paging = pagingOf(context, "versions", { id: found.id }, VERSIONS);
  return { ...answer, pointers, versions: paging.answer(await graph.versions(found.id, paging.page)) };
}
