import { BegatError, invalid } from "@begat/core";
import type { Database } from "../database.ts";

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/**
 * The number of the entry that a text means: its number, or the newest entry recorded at an instant (RFC 3339, or a
 * date for its midnight in UTC). Throws `invalid` for another text, `not_found` when the ledger has no such entry.
 */
export async function asOfSeq(database: Database, text: string): Promise<number> {
  if (/^\d{1,15}$/.test(text)) return bySeq(database, Number(text));
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant))
    throw invalid(
      "as_of",
      `"${text.slice(0, 80)}" is neither an entry number nor an instant, such as 2026-04-28T10:00:00Z`,
    );
  return byInstant(database, instant);
}

async function bySeq({ sql }: Database, seq: number): Promise<number> {
  const head = await sql.selectFrom("ledger_head").select("size").executeTakeFirst();
  const size = head?.size ?? 0;
  if (seq >= 1 && seq <= size) return seq;
  throw new BegatError("not_found", `as_of: the ledger has the entries 1 to ${size}, not ${seq}`, {
    field: "as_of",
  });
}

async function byInstant({ sql }: Database, instant: number): Promise<number> {
  const entry = await sql
    .selectFrom("ledger")
    .select("seq")
    .where("recorded_at", "<=", instant)
    .orderBy("recorded_at", "desc")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (entry !== undefined) return entry.seq;
  throw new BegatError("not_found", "as_of: nothing was recorded by then", { field: "as_of" });
}
