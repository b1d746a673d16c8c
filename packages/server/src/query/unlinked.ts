import type { UnlinkedAnswer } from "./answers.ts";
import type { PageArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { pagingOf } from "./cursor.ts";

const PAGE = 100;

/** Datasets that nobody is known to have written, with those that they may be the same as. */
export async function unlinked(context: QueryContext, args: PageArgs): Promise<UnlinkedAnswer> {
  const graph = await context.graph();
  const paging = pagingOf(context, "unlinked", { ...args }, args.limit ?? PAGE);
  return paging.answer(await graph.unlinked(paging.page));
}
