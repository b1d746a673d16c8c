import type { EdgeMove } from "../store/port/history.ts";
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
  const entries = await graph.origins(edges.flatMap(seqsOf));
  return { id, ...page, pointers, edges, entries };
}

/** The entries in which an edge began and ended. */
function seqsOf({ created_seq, ended_seq }: EdgeMove): readonly number[] {
  return ended_seq === null ? [created_seq] : [created_seq, ended_seq];
}
