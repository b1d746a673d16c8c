import type { LedgerAnswer } from "./answers.ts";
import type { LedgerArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";

const PAGE = 100;

/** Entries of the ledger after a number, oldest first. `next` is the `after` of the next page. */
export async function ledger(
  context: QueryContext,
  { after = 0, limit = PAGE }: LedgerArgs,
): Promise<LedgerAnswer> {
  const entries = await context.entries(after, limit + 1);
  const items = entries.slice(0, limit);
  const last = items.at(-1);
  return entries.length > limit && last !== undefined ? { items, next: String(last.seq) } : { items };
}
