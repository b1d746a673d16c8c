import { relationSpec } from "@begat/core";
import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { State } from "./state.ts";

const RUN_OF = sql.lit(relationSpec("run-of").code);

/**
 * Writes anew which version or run is the last one of the nodes for which it may be another now. It follows from the other
 * tables alone, which are written by then.
 */
export async function writeLatest(transaction: Transaction, state: State): Promise<void> {
  const parents = [...state.parents.changed()];
  if (parents.length > 0) await replace(transaction, parents);
  const dated = [...state.dated.changed()];
  if (dated.length > 0) await dateAnew(transaction, dated);
}

/** Of versions the one that came to be last, of runs the one that was recorded last. */
async function replace({ sql: db, dialect }: Transaction, parents: readonly number[]): Promise<void> {
  await sql`delete from latest where ${dialect.anyOf(sql.ref("node"), parents)}`.execute(db);
  const isParent = dialect.anyOf(sql.ref("parent.key"), parents);
  await sql`insert into latest (node, kind, member, at)
    select parent.key, parent.kind, v.node, v.at from node as parent cross join version as v
    where ${isParent} and v.parent = parent.key and v.node = (
      select other.node from version as other where other.parent = parent.key and other.at is not null
      order by other.at desc, other.node desc limit 1)
    union all
    select parent.key, parent.kind, run.key, run.at from node as parent cross join node as run
    where ${isParent} and run.key = (
      select max(e.src) from edge as e where e.dst = parent.key and e.rel = ${RUN_OF} and e.ended_seq is null)`.execute(
    db,
  );
}

async function dateAnew({ sql: db, dialect }: Transaction, members: readonly number[]): Promise<void> {
  await sql`update latest set at = (select node.at from node where node.key = latest.member)
    where ${dialect.anyOf(sql.ref("member"), members)}`.execute(db);
}
