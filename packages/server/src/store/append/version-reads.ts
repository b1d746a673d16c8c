import { MAX_ASSERTIONS, relationSpec } from "@begat/core";
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

export const PRODUCED_BY = relationSpec("produced-by").code;

/** The versions at which edges are looked for, each with the time since which executions began that are of interest. */
export type Since = ReadonlyMap<number, number>;

type Versions = readonly (readonly [key: number, since: number])[];

/** Edges that were found at versions. */
interface FoundEdges {
  readonly edges: readonly EdgeTable[];
  /** Whether there are no more than these. */
  readonly areAll: boolean;
}

/** Whether an edge says who made a version. */
export function isMade({ rel }: EdgeTable): boolean {
  return rel === PRODUCED_BY;
}

/** The execution that read a version, or made it. */
export function executionOn(edge: EdgeTable): number {
  return isMade(edge) ? edge.dst : edge.src;
}

export function versionOn(edge: EdgeTable): number {
  return isMade(edge) ? edge.src : edge.dst;
}

/**
 * The edges of the database by which executions hang on versions: the reads that are bound to them, and who made them, for those
 * do not read what they made. A version may have been read a million times, so that executions that began before a time are left
 * in the database where nobody needs them.
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
   * may be among them. Where they are more than one change may bind anew, those that were recorded last, and of executions
   * whose time is known first.
   */
  async find(wanted: Since): Promise<FoundEdges> {
    const { bound, firstNewNode } = this.#state;
    const stored = [...wanted].filter(([key]) => key < firstNewNode);
    const fresh = stored.filter(
      ([key, since]) => (bound.get(key)?.since ?? Number.POSITIVE_INFINITY) > since,
    );
    const found = await this.#select(fresh, "the last");
    if (found.areAll) this.#keep(fresh, found.edges);
    const known = stored.flatMap(([key]) => bound.get(key)?.edges ?? []);
    return { edges: found.areAll ? known : [...known, ...found.edges], areAll: found.areAll };
  }

  /** Looks up at once what many changes will ask for, unless it is more than one of them may bind anew. */
  async load(wanted: Since): Promise<readonly EdgeTable[]> {
    const stored = [...wanted].filter(([key]) => key < this.#state.firstNewNode);
    const { edges, areAll } = await this.#select(stored, "any");
    if (!areAll) return [];
    this.#keep(stored, edges);
    return edges;
  }

  async #select(versions: Versions, which: "any" | "the last"): Promise<FoundEdges> {
    if (versions.length === 0) return { edges: [], areAll: true };
    const { sql: db, dialect } = this.#transaction;
    // By the index of bound reads alone: SQLite would take that of all edges, for their relation.
    const isBound = sql`edge.evidence = ${sql.lit(INFERRED)} and ${dialect.anyOf(sql`+edge.rel`, READS)}`;
    const reads = this.#hangingOn(versions, which, ["edge.dst", "edge.src"], isBound);
    const isProduct = sql`edge.rel = ${sql.lit(PRODUCED_BY)}`;
    const made = this.#hangingOn(versions, which, ["edge.src", "edge.dst"], isProduct);
    const { rows } = await sql<EdgeTable>`${reads} union all ${made}`.execute(db);
    const found = [rows.filter((row) => !isMade(row)), rows.filter(isMade)];
    return {
      edges: found.flatMap((edges) => edges.slice(0, MOST_READS)),
      areAll: found.every((edges) => edges.length <= MOST_READS),
    };
  }

  /** One more at most than a change may bind anew. */
  #hangingOn(
    versions: Versions,
    which: "any" | "the last",
    [version, execution]: readonly [version: string, execution: string],
    condition: RawBuilder<unknown>,
  ): RawBuilder<unknown> {
    const { dialect } = this.#transaction;
    const keys = versions.map(([key]) => key);
    const order = which === "any" ? sql`` : sql`order by reader.at is null, ${sql.ref(execution)} desc`;
    // PostgreSQL would read the whole index where it has no statistics yet and the versions are not listed.
    return sql`select * from (
      select edge.* from ${dialect.rows({ version: "number", since: "number" }, versions)} as given
      cross join edge cross join node as reader
      where ${sql.ref(version)} = given.version and ${dialect.anyOf(sql.ref(version), keys)}
        and ${condition} and edge.ended_seq is null
        and reader.key = ${sql.ref(execution)} and (reader.at is null or reader.at >= given.since)
      ${order} limit ${sql.lit(MOST_READS + 1)}) as found`;
  }

  #keep(versions: Versions, edges: readonly EdgeTable[]): void {
    const { bound } = this.#state;
    for (const [key, since] of versions) bound.set(key, { since, edges: [] });
    for (const edge of edges) bound.get(versionOn(edge))?.edges.push(edge);
  }
}
