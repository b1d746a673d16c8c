import { invalid } from "@begat/core";
import type { Entry, EntryRange } from "../store/port/entries.ts";
import type { LedgerAnswer } from "./answers.ts";
import type { LedgerArgs } from "./args.ts";
import type { QueryContext } from "./context.ts";
import { subjectId } from "./subject.ts";

const PAGE = 100;

/** A page is read in steps of so many entries until it has about so many bytes of payload. */
const STEP = 50;
const PAGE_BYTES = 8 * 1024 * 1024;

/** Entries of the ledger, oldest first unless it is asked otherwise, as many as fit a page. `next` is the `after` of the next page. */
export async function ledger(context: QueryContext, args: LedgerArgs): Promise<LedgerAnswer> {
  const { limit = PAGE } = args;
  const wanted = await wantedBy(context, args);
  const items: Entry[] = [];
  let bytes = 0;
  for (;;) {
    const after = items.at(-1)?.seq ?? args.after;
    const step = Math.min(STEP, limit + 1 - items.length);
    const entries = await context.entries({ ...wanted, limit: step, ...(after !== undefined && { after }) });
    for (const entry of entries) {
      if (items.length === limit || bytes >= PAGE_BYTES) return { items, next: String(items.at(-1)?.seq) };
      items.push(entry);
      bytes += Buffer.byteLength(JSON.stringify(entry.change));
    }
    if (entries.length < step) return { items };
  }
}

async function wantedBy(
  context: QueryContext,
  { order, source, actor, node }: LedgerArgs,
): Promise<Omit<EntryRange, "limit" | "after">> {
  const asked = Object.entries({ source, actor, node }).filter(([, value]) => value !== undefined);
  const [, second] = asked;
  if (second !== undefined) throw invalid(second[0], "give one of source, actor and node alone");
  return {
    newestFirst: order === "desc",
    ...(source !== undefined && { source }),
    ...(actor !== undefined && { actor }),
    ...(node !== undefined && { node: await subjectId(await context.graph(), node, "node") }),
  };
}
