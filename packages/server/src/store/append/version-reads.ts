import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { INFERRED } from "./read.ts";
import type { State } from "./state.ts";
import { READS } from "./touched.ts";

/** What is looked up for many changes at once; what is more, each of them looks up for itself. */
const MOST_AT_ONCE = 100_000;

/**
 * The reads that the database has bound to versions. A version may have been read a million times, so that those of
 * executions that began before a time are left in the database where nobody needs them.
 */
export class VersionReads {
  readonly #transaction: Transaction;
  readonly #state: State;

  constructor(transaction: Transaction, state: State) {
    this.#transaction = transaction;
    this.#state = state;
  }

  /**
   * Those of executions that began at a time or later, if one is given, or at a time that the database does not know; some that
   * began earlier may be among them.
   */
  async find(versions: readonly number[], time: number | null): Promise<readonly EdgeTable[]> {
    const { bound, firstNewNode } = this.#state;
    const since = time ?? Number.NEGATIVE_INFINITY;
    const stored = versions.filter((key) => key < firstNewNode);
    const fresh = stored.filter((key) => (bound.get(key)?.since ?? Number.POSITIVE_INFINITY) > since);
    this.#keep(fresh, since, await this.#select(fresh, since));
    return stored.flatMap((key) => bound.get(key)?.reads ?? []);
  }

  /** Looks up at once what many changes will ask for. */
  async load(versions: readonly number[], since: number): Promise<readonly EdgeTable[]> {
    const reads = await this.#select(versions, since, MOST_AT_ONCE + 1);
    if (reads.length > MOST_AT_ONCE) return [];
    this.#keep(versions, since, reads);
    return reads;
  }

  async #select(versions: readonly number[], since: number, limit?: number): Promise<readonly EdgeTable[]> {
    if (versions.length === 0) return [];
    const { sql: db, dialect } = this.#transaction;
    const isLate = Number.isFinite(since) ? sql`(reader.at is null or reader.at >= ${since})` : sql`1 = 1`;
    const { rows } = await sql<EdgeTable>`select edge.* from edge join node as reader on reader.key = edge.src
      where ${dialect.anyOf(sql.ref("edge.dst"), versions)} and ${dialect.anyOf(sql.ref("edge.rel"), READS)}
        and edge.evidence = ${sql.lit(INFERRED)} and edge.ended_seq is null and ${isLate}
      ${limit === undefined ? sql`` : sql`limit ${sql.lit(limit)}`}`.execute(db);
    return rows;
  }

  #keep(versions: readonly number[], since: number, reads: readonly EdgeTable[]): void {
    const { bound } = this.#state;
    for (const key of versions) bound.set(key, { since, reads: [] });
    for (const read of reads) bound.get(read.dst)?.reads.push(read);
  }
}
