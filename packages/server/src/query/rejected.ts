import type { RejectedAnswer } from "./answers.ts";
import type { PageArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";

const PAGE = 100;

/** Messages that were refused, the newest first. `next` is the id of the last one on the page. */
export async function rejected(
  context: QueryContext,
  { limit = PAGE, cursor }: PageArgs,
): Promise<RejectedAnswer> {
  const found = await context.rejected(limit + 1, cursor);
  const items = found.slice(0, limit);
  return found.length > limit ? { items, next: String(items.at(-1)?.id) } : { items };
}
