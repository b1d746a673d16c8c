import type { HistoryAnswer } from "./answers.ts";
import type { HistoryArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { pagingOf } from "./cursor.ts";
import { subjectId } from "./subject.ts";

const PAGE = 100;
const MOVES = 200;

/** Every revision of a node, newest first. */
export async function history(context: QueryContext, args: HistoryArgs): Promise<HistoryAnswer> {
  const graph = await context.graph();
  const id = await subjectId(graph, args.id);
  const paging = pagingOf(context, "history", { ...args, id }, args.limit ?? PAGE);
  const page = paging.answer(await graph.history(id, paging.page));
  if (args.cursor !== undefined) return { id, ...page };
  const [pointers, edges] = await Promise.all([graph.pointers(id, MOVES), graph.edgeMoves(id, MOVES)]);
  return { id, ...page, pointers, edges };
}
