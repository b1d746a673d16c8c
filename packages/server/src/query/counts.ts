import type { CountsAnswer } from "./answers.ts";
import type { QueryContext } from "./context.ts";

/** Counting further would cost more than anybody gains by it. */
const MOST = 10_000;

/** How many nodes of each kind there are, each counted up to 10,000. */
export async function counts(context: QueryContext, _args: object): Promise<CountsAnswer> {
  const graph = await context.graph();
  return { counts: Object.fromEntries(await graph.counts(MOST)), most: MOST };
}
