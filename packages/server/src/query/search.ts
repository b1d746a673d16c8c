import type { SearchAnswer } from "./answers.ts";
import type { SearchArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";

const HITS = 50;

/** The nodes that have all words of a text, best first. */
export async function search(
  context: QueryContext,
  { q, kinds = [], limit = HITS }: SearchArgs,
): Promise<SearchAnswer> {
  const graph = await context.graph();
  return { items: await graph.search(q, kinds, limit) };
}
