import type { Transaction } from "../database.ts";
import { edgeKey } from "./edge-intervals.ts";
import type { EdgeTuple } from "./load.ts";
import type { State } from "./state.ts";

/**
 * Whether two things were joined once, whichever way round, and somebody said that they are not the same. Each event that has both
 * names would join them anew, so that nobody could undo it.
 */
export async function wereParted(
  transaction: Transaction,
  state: State,
  [src, rel, dst, q]: EdgeTuple,
): Promise<boolean> {
  const seen = [edgeKey(src, rel, dst, q), edgeKey(dst, rel, src, q)].flatMap(
    (key) => state.edges.last(key) ?? [],
  );
  const said = seen.length > 0 ? seen : await everSaid(transaction, [src, rel, dst, q]);
  return said.length > 0 && said.every(({ ended_seq }) => ended_seq !== null);
}

function everSaid(
  { sql }: Transaction,
  [src, rel, dst, q]: EdgeTuple,
): Promise<readonly { readonly ended_seq: number | null }[]> {
  return sql
    .selectFrom("edge")
    .select("ended_seq")
    .where("src", "in", [src, dst])
    .where("dst", "in", [src, dst])
    .where("rel", "=", rel)
    .where("q", "=", q)
    .execute();
}
