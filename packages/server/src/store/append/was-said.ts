import type { Transaction } from "../database.ts";
import { edgeKey } from "./edge-intervals.ts";
import type { EdgeTuple } from "./load.ts";
import type { State } from "./state.ts";

/**
 * Whether an edge between two things was ever said, whichever way round. One that holds joins them already; after one that ended,
 * somebody said that they are not the same: each event that has both names would join them anew, so that nobody could undo it.
 */
export async function wasSaid(
  { sql }: Transaction,
  state: State,
  [src, rel, dst, q]: EdgeTuple,
): Promise<boolean> {
  const keys = [edgeKey(src, rel, dst, q), edgeKey(dst, rel, src, q)];
  if (keys.some((key) => state.edges.last(key) !== undefined)) return true;
  const ended = await sql
    .selectFrom("edge")
    .select("created_seq")
    .where("src", "in", [src, dst])
    .where("dst", "in", [src, dst])
    .where("rel", "=", rel)
    .where("q", "=", q)
    .limit(1)
    .executeTakeFirst();
  return ended !== undefined;
}
