import { MAX_ASSERTIONS } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { INFERRED } from "./read.ts";
import type { State } from "./state.ts";
import { READS } from "./touched.ts";

/** As many reads as one change may bind anew: its entry ends what each was bound to, and begins another. */
export const MOST_READS = MAX_ASSERTIONS / 2;

/** Earlier than any time. */
export const EVER = Number.MIN_SAFE_INTEGER;

/** The versions whose reads are looked for, each with the time since which executions began that are of interest. */
export type Since = ReadonlyMap<number, number>;

export interface FoundReads {
  readonly reads: readonly EdgeTable[];
  /** Whether there are no more than these. */
  readonly areAll: boolean;
}

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
   * Those of executions that began at a time or later, or at a time that the database does not know; some that began earlier
   * may be among them. Where they are more than one change may bind anew, those that were recorded last.
   */
  async find(wanted: Since): Promise<FoundReads> {
    const { bound, firstNewNode } = this.#state;
    const stored = [...wanted].filter(([key]) => key < firstNewNode);
    const fresh = stored.filter(
      ([key, since]) => (bound.get(key)?.since ?? Number.POSITIVE_INFINITY) > since,
    );
    const reads = await this.#select(fresh, sql`order by edge.src desc`);
    const areAll = reads.length <= MOST_READS;
    if (areAll) this.#keep(fresh, reads);
    const known = stored.flatMap(([key]) => bound.get(key)?.reads ?? []);
    return { reads: areAll ? known : [...known, ...reads.slice(0, MOST_READS)], areAll };
  }

  /** Looks up at once what many changes will ask for, unless it is more than one of them may bind anew. */
  async load(wanted: Since): Promise<readonly EdgeTable[]> {
    const stored = [...wanted].filter(([key]) => key < this.#state.firstNewNode);
    const reads = await this.#select(stored, sql``);
    if (reads.length > MOST_READS) return [];
    this.#keep(stored, reads);
    return reads;
  }

  /** One more at most than a change may bind anew. */
  async #select(
    versions: readonly (readonly [key: number, since: number])[],
    order: RawBuilder<unknown>,
  ): Promise<readonly EdgeTable[]> {
    if (versions.length === 0) return [];
    const { sql: db, dialect } = this.#transaction;
    const keys = versions.map(([key]) => key);
    // By the index of bound reads alone: SQLite would take that of all edges, for their relation, and PostgreSQL would read it
    // all where it has no statistics yet and the versions are not listed.
    const { rows } = await sql<EdgeTable>`select edge.*
      from ${dialect.rows({ version: "number", since: "number" }, versions)} as given
      cross join edge cross join node as reader
      where edge.dst = given.version and ${dialect.anyOf(sql.ref("edge.dst"), keys)}
        and edge.evidence = ${sql.lit(INFERRED)} and edge.ended_seq is null
        and ${dialect.anyOf(sql`+edge.rel`, READS)}
        and reader.key = edge.src and (reader.at is null or reader.at >= given.since)
      ${order} limit ${sql.lit(MOST_READS + 1)}`.execute(db);
    return rows;
  }

  #keep(versions: readonly (readonly [key: number, since: number])[], reads: readonly EdgeTable[]): void {
    const { bound } = this.#state;
    for (const [key, since] of versions) bound.set(key, { since, reads: [] });
    for (const read of reads) bound.get(read.dst)?.reads.push(read);
  }
}
