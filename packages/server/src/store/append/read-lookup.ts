import { type NodeId, relationSpec } from "@begat/core";
import { type RawBuilder, sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { evidenceCode } from "./project.ts";
import { edgeKey, type State } from "./state.ts";
import { READ_RELATIONS } from "./touched.ts";

const SAME_AS = relationSpec("same-as").code;
const PRODUCED_BY = relationSpec("produced-by").code;
const READS = READ_RELATIONS.map((name) => relationSpec(name).code);
const INFERRED = evidenceCode("inferred");

/** A version and its place in time: later is greater, and of two at one time the one with the greater id. */
export interface Moment {
  readonly key: number;
  readonly id: NodeId;
  readonly at: number;
}

/** What binding reads looks up: the database as the transaction has changed it. Edges are those that hold. */
export class ReadLookup {
  readonly #transaction: Transaction;
  readonly #state: State;

  constructor(transaction: Transaction, state: State) {
    this.#transaction = transaction;
    this.#state = state;
  }

  /** Whether any read is bound at all: where nobody leaves a version unsaid, there is nothing to look up. */
  async anyBound(): Promise<boolean> {
    const state = this.#state;
    state.boundBefore ??= await this.#isAnyBoundStored();
    return state.boundBefore || [...state.edges.pending()].some(({ evidence }) => evidence === INFERRED);
  }

  async #isAnyBoundStored(): Promise<boolean> {
    const { rows } = await sql`select 1 from edge
      where evidence = ${sql.lit(INFERRED)} and ended_seq is null limit 1`.execute(this.#transaction.sql);
    return rows.length > 0;
  }

  /** What executions read. */
  readsOf(executions: readonly number[]): Promise<readonly EdgeTable[]> {
    const { dialect } = this.#transaction;
    const wanted = new Set(executions);
    return this.#edges(
      ({ src, rel }) => wanted.has(src) && READS.includes(rel),
      [dialect.anyOf(sql.ref("src"), executions), dialect.anyOf(sql.ref("rel"), READS)],
    );
  }

  /** The reads that are bound to versions. */
  boundTo(versions: readonly number[]): Promise<readonly EdgeTable[]> {
    const wanted = new Set(versions);
    return this.#edges(
      ({ dst, rel, evidence }) => wanted.has(dst) && evidence === INFERRED && READS.includes(rel),
      [this.#transaction.dialect.anyOf(sql.ref("dst"), versions), sql`evidence = ${sql.lit(INFERRED)}`],
    );
  }

  /** What an execution made. */
  async productsOf(execution: number): Promise<readonly number[]> {
    const edges = await this.#edges(
      ({ dst, rel }) => dst === execution && rel === PRODUCED_BY,
      [sql`dst = ${execution}`, sql`rel = ${PRODUCED_BY}`],
    );
    return edges.map(({ src }) => src);
  }

  /** A dataset and all that are said to be the same. */
  async sameAs(dataset: number): Promise<readonly number[]> {
    const found = new Set([dataset]);
    for (let fresh = [dataset]; fresh.length > 0; ) {
      const edges = await this.#joins(new Set(fresh));
      fresh = edges.flatMap(({ src, dst }) => [src, dst]).filter((key) => !found.has(key));
      for (const key of fresh) found.add(key);
    }
    return [...found];
  }

  /** Every version of datasets. */
  async versionsOf(datasets: readonly number[]): Promise<readonly number[]> {
    const rows = await this.#transaction.sql
      .selectFrom("version")
      .select("node")
      .where((eb) => this.#transaction.dialect.anyOf(eb.ref("parent"), datasets))
      .execute();
    const pending = this.#pendingVersions(datasets).map(({ node }) => node);
    return [...new Set([...rows.map(({ node }) => node), ...pending])];
  }

  /** The versions that stand for what datasets held before all known ones. */
  async initialOf(datasets: readonly number[]): Promise<readonly number[]> {
    const rows = await this.#transaction.sql
      .selectFrom("version")
      .select("node")
      .where((eb) => this.#transaction.dialect.anyOf(eb.ref("parent"), datasets))
      .where("at", "is", null)
      .execute();
    const pending = this.#pendingVersions(datasets).filter(({ at }) => at === null);
    return [...rows, ...pending].map(({ node }) => node);
  }

  /** The latest version of datasets that is not later than a time (null for now), some versions left out. */
  async latest(
    datasets: readonly number[],
    time: number | null,
    without: readonly number[],
  ): Promise<Moment | undefined> {
    const pending = this.#pendingVersions(datasets);
    const hidden = new Set([...without, ...pending.map(({ node }) => node)]);
    const left = new Set(without);
    const candidates = pending.flatMap(({ node, at }) =>
      at === null || left.has(node) || (time !== null && at > time)
        ? []
        : [{ key: node, id: this.#state.nodeOfKey.get(node) as NodeId, at }],
    );
    const stored = await this.#latestStored(datasets, time, [...hidden]);
    return [...candidates, ...stored].reduce<Moment | undefined>(
      (best, next) => (best === undefined || isLater(next, best) ? next : best),
      undefined,
    );
  }

  async #latestStored(
    datasets: readonly number[],
    time: number | null,
    hidden: readonly number[],
  ): Promise<readonly Moment[]> {
    const { dialect } = this.#transaction;
    const { rows } = await sql<Moment>`
      select node.key, node.id, version.at from version join node on node.key = version.node
      where ${dialect.anyOf(sql.ref("version.parent"), datasets)} and version.at is not null
        and ${time === null ? sql`1 = 1` : sql`version.at <= ${time}`}
        and not ${dialect.anyOf(sql.ref("version.node"), hidden)}
      order by version.at desc, node.id desc limit 1`.execute(this.#transaction.sql);
    return rows;
  }

  #pendingVersions(datasets: readonly number[]) {
    const wanted = new Set(datasets);
    return [...this.#state.versions.pending()].filter(({ parent }) => wanted.has(parent));
  }

  async #joins(datasets: ReadonlySet<number>): Promise<readonly EdgeTable[]> {
    const { dialect } = this.#transaction;
    const keys = [...datasets];
    const out = this.#edges(
      ({ src, rel }) => rel === SAME_AS && datasets.has(src),
      [sql`rel = ${SAME_AS}`, dialect.anyOf(sql.ref("src"), keys)],
    );
    const into = this.#edges(
      ({ dst, rel }) => rel === SAME_AS && datasets.has(dst),
      [sql`rel = ${SAME_AS}`, dialect.anyOf(sql.ref("dst"), keys)],
    );
    return [...(await out), ...(await into)];
  }

  /** Edges that hold: those of the database under some conditions, and those of the transaction that `fits` accepts. */
  async #edges(
    fits: (edge: EdgeTable) => boolean,
    conditions: readonly RawBuilder<unknown>[],
  ): Promise<readonly EdgeTable[]> {
    const holding = new Map<string, EdgeTable>();
    const { rows } = await sql<EdgeTable>`select * from edge
      where ${sql.join(conditions, sql` and `)} and ended_seq is null`.execute(this.#transaction.sql);
    for (const row of rows) holding.set(edgeKey(row.src, row.rel, row.dst, row.q), row);
    for (const row of this.#state.edges.pending()) {
      const key = edgeKey(row.src, row.rel, row.dst, row.q);
      if (row.ended_seq === null && fits(row)) holding.set(key, row);
      else holding.delete(key);
    }
    return [...holding.values()];
  }
}

function isLater(one: Moment, other: Moment): boolean {
  return one.at === other.at ? one.id > other.id : one.at > other.at;
}
