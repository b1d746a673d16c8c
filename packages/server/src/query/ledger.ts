import type { Entry } from "../store/port.ts";
import type { LedgerAnswer } from "./answers.ts";
import type { LedgerArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";

const PAGE = 100;

/** A page is read in steps of so many entries until it has about so many bytes of payload. */
const STEP = 50;
const PAGE_BYTES = 8 * 1024 * 1024;

/** Entries of the ledger after a number, oldest first, as many as fit a page. `next` is the `after` of the next page. */
export async function ledger(
  context: QueryContext,
  { after = 0, limit = PAGE }: LedgerArgs,
): Promise<LedgerAnswer> {
  const items: Entry[] = [];
  let bytes = 0;
  for (;;) {
    const last = items.at(-1)?.seq ?? after;
    const step = Math.min(STEP, limit + 1 - items.length);
    const entries = await context.entries(last, step);
    for (const entry of entries) {
      if (items.length === limit || bytes >= PAGE_BYTES) return { items, next: String(items.at(-1)?.seq) };
      items.push(entry);
      bytes += Buffer.byteLength(JSON.stringify(entry.change));
    }
    if (entries.length < step) return { items };
  }
}
