import { parseFilter, parseOrderBy } from "@begat/core";
import type { Find } from "../store/port/find.ts";
import type { Node } from "../store/port/nodes.ts";
import type { PageOf } from "./answers.ts";
import type { FindArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { pagingOf } from "./cursor.ts";

const PAGE = 100;

/** Nodes that pass a filter, what happened last first unless another order is asked for. */
export async function find(context: QueryContext, args: FindArgs): Promise<PageOf<Node>> {
  const graph = await context.graph();
  const paging = pagingOf(context, "find", { ...args }, args.limit ?? PAGE);
  return paging.answer(await graph.find(findOf(args), paging.page));
}

/** The arguments of a search, parsed. Throws `invalid` that points at the character. */
export function findOf({ kind, filter, order_by, hidden = false }: Omit<FindArgs, "cursor" | "limit">): Find {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(isEmpty(filter) ? {} : { filter: parseFilter(filter) }),
    orderBy: isEmpty(order_by) ? [] : parseOrderBy(order_by),
    hidden,
  };
}

function isEmpty(text: string | undefined): text is undefined {
  return text === undefined || text.trim() === "";
}
