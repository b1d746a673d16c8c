import { type RawBuilder, sql } from "kysely";
import type { Dialect, Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { keyOfEdge } from "./edge-intervals.ts";
import { INFERRED, isBound } from "./read.ts";
import type { State } from "./state.ts";
import { READS } from "./touched.ts";
import { MOST_READS } from "./version-reads.ts";

export interface FoundReads {
  readonly reads: readonly EdgeTable[];
  /** Whether there are no more than these. */
  readonly areAll: boolean;
}

/** The reads that hold. */
export const HOLDING = sql`edge.ended_seq is null`;

/**
 * The reads that are, or were, bound to any version of datasets: the database as the transaction has changed it. A dataset
 * may have any number of versions, so that they are not asked for. Where the reads are more than one change may bind anew, they
 * are those that were recorded last.
 */
export class DatasetReads {
  readonly #transaction: Transaction;
  readonly #state: State;

  constructor(transaction: Transaction, state: State) {
    this.#transaction = transaction;
    this.#state = state;
  }

  /** Those that hold. */
  async bound(datasets: readonly number[]): Promise<FoundReads> {
    const { reads, areAll } = await this.#stored(datasets, HOLDING);
    const holding = new Map(reads.map((row) => [keyOfEdge(row), row]));
    for (const row of await this.#changed(datasets)) {
      if (isBound(row) && row.ended_seq === null) holding.set(keyOfEdge(row), row);
      else holding.delete(keyOfEdge(row));
    }
    return { reads: [...holding.values()], areAll };
  }

  /** Those that no longer hold. */
  async onceBound(datasets: readonly number[]): Promise<FoundReads> {
    const { reads, areAll } = await this.#stored(datasets, sql`edge.ended_seq is not null`);
    const changed = await this.#changed(datasets);
    return { reads: [...reads, ...changed.filter((row) => isBound(row) && row.ended_seq !== null)], areAll };
  }

  async #stored(datasets: readonly number[], condition: RawBuilder<unknown>): Promise<FoundReads> {
    const { sql: db, dialect } = this.#transaction;
    const { rows } = await readsOfDatasetsSql(dialect, datasets, condition).execute(db);
    return { reads: rows.slice(0, MOST_READS), areAll: rows.length <= MOST_READS };
  }

  /** The reads that the transaction has changed. */
  async #changed(datasets: readonly number[]): Promise<readonly EdgeTable[]> {
    const reads = [...this.#state.edges.pending()].filter(({ rel }) => READS.includes(rel));
    if (reads.length === 0) return [];
    const { sql: db, dialect } = this.#transaction;
    const targets = [...new Set(reads.map(({ dst }) => dst))];
    const stored = await db
      .selectFrom("version")
      .select("node")
      .where((eb) => dialect.anyOf(eb.ref("node"), targets))
      .where((eb) => dialect.anyOf(eb.ref("parent"), datasets))
      .execute();
    const pending = datasets.flatMap((dataset) => this.#state.versions.of(dataset));
    const versions = new Set([...stored, ...pending].map(({ node }) => node));
    return reads.filter(({ dst }) => versions.has(dst));
  }
}

export function readsOfDatasetsSql(
  dialect: Dialect,
  datasets: readonly number[],
  condition: RawBuilder<unknown>,
): RawBuilder<EdgeTable> {
  // The plus lets SQLite take the index of bound reads: by that of all edges it would read on every version what was stated, too.
  return sql<EdgeTable>`select edge.* from version cross join edge
    where ${dialect.anyOf(sql.ref("version.parent"), datasets)} and edge.dst = version.node
      and ${dialect.anyOf(sql`+edge.rel`, READS)}
      and edge.evidence = ${sql.lit(INFERRED)} and ${condition}
    order by edge.src desc limit ${sql.lit(MOST_READS + 1)}`;
}
