import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { MOST_READS, tooManyReads } from "./dataset-reads.ts";
import { INFERRED } from "./read.ts";
import type { State } from "./state.ts";
import { READS } from "./touched.ts";

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
   * began earlier may be among them. Throws `too_large` for more than one change may bind anew.
   */
  async find(versions: readonly number[], time: number | null): Promise<readonly EdgeTable[]> {
    const { bound, firstNewNode } = this.#state;
    const since = time ?? Number.NEGATIVE_INFINITY;
    const stored = versions.filter((key) => key < firstNewNode);
    const fresh = stored.filter((key) => (bound.get(key)?.since ?? Number.POSITIVE_INFINITY) > since);
    const reads = await this.#select(fresh, since);
    if (reads.length > MOST_READS) throw tooManyReads();
    this.#keep(fresh, since, reads);
    return stored.flatMap((key) => bound.get(key)?.reads ?? []);
  }

  /** Looks up at once what many changes will ask for; where that is too much, each is to ask for its own. */
  async load(versions: readonly number[], since: number): Promise<readonly EdgeTable[]> {
    const reads = await this.#select(versions, since);
    if (reads.length > MOST_READS) return [];
    this.#keep(versions, since, reads);
    return reads;
  }

  async #select(versions: readonly number[], since: number): Promise<readonly EdgeTable[]> {
    if (versions.length === 0) return [];
    const { sql: db, dialect } = this.#transaction;
    const isLate = Number.isFinite(since) ? sql`(reader.at is null or reader.at >= ${since})` : sql`1 = 1`;
    const { rows } = await sql<EdgeTable>`select edge.* from edge join node as reader on reader.key = edge.src
      where ${dialect.anyOf(sql.ref("edge.dst"), versions)} and ${dialect.anyOf(sql.ref("edge.rel"), READS)}
        and edge.evidence = ${sql.lit(INFERRED)} and edge.ended_seq is null and ${isLate}
      limit ${sql.lit(MOST_READS + 1)}`.execute(db);
    return rows;
  }

  #keep(versions: readonly number[], since: number, reads: readonly EdgeTable[]): void {
    const { bound } = this.#state;
    for (const key of versions) bound.set(key, { since, reads: [] });
    for (const read of reads) bound.get(read.dst)?.reads.push(read);
  }
}
