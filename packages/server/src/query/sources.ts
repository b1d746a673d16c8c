import type { SourcesAnswer } from "./answers.ts";
import type { QueryContext } from "./context.ts";

/** The last entry that came by each wire. */
export async function sources(context: QueryContext, _args: object): Promise<SourcesAnswer> {
  return { items: await context.lastEntries() };
}
