import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import { edgeKey } from "./edge-intervals.ts";
import type { EdgeTuple } from "./load.ts";
import type { State } from "./state.ts";

/**
 * Whether an edge between two things was ever said, whichever way round. One that holds joins them already; after one that ended,
 * somebody said that they are not the same: each event that has both names would join them anew, so that nobody could undo it.
 */
export async function wasSaid(transaction: Transaction, state: State, edge: EdgeTuple): Promise<boolean> {
  const keys = [edge, turned(edge)].map((one) => edgeKey(...one));
  if (keys.some((key) => state.edges.last(key) !== undefined)) return true;
  await loadSaid(transaction, state, [edge]);
  return keys.some((key) => state.said.get(key) === true);
}

/** Looks up at once which edges the database has, or had, whichever way round. */
export async function loadSaid(
  transaction: Transaction,
  state: State,
  edges: readonly EdgeTuple[],
): Promise<void> {
  const fresh = edges
    .flatMap((edge) => [edge, turned(edge)])
    .filter((edge) => !state.said.has(edgeKey(...edge)));
  if (fresh.length === 0) return;
  for (const edge of fresh) state.said.set(edgeKey(...edge), false);
  const given = transaction.dialect.rows({ src: "number", rel: "number", dst: "number", q: "text" }, fresh);
  const { rows } = await sql<Readonly<Record<"src" | "rel" | "dst", number> & { q: string }>>`
    select edge.src, edge.rel, edge.dst, edge.q from ${given} as given
    join edge on edge.src = given.src and edge.rel = given.rel and edge.dst = given.dst and edge.q = given.q`.execute(
    transaction.sql,
  );
  for (const { src, rel, dst, q } of rows) state.said.set(edgeKey(src, rel, dst, q), true);
}

function turned([src, rel, dst, q]: EdgeTuple): EdgeTuple {
  return [dst, rel, src, q];
}
