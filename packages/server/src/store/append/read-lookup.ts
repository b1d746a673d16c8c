import { type NodeId, relationSpec } from "@begat/core";
import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { loadNodesByKey } from "./load-nodes.ts";
import { INFERRED, isBound } from "./read.ts";
import type { Moment, State } from "./state.ts";
import type { EdgesAt } from "./stored-edges.ts";
import { READS } from "./touched.ts";
import { VersionReads } from "./version-reads.ts";

const SAME_AS = relationSpec("same-as").code;

const READS_OF: EdgesAt = { end: "src", relations: READS };
const PRODUCED: EdgesAt = { end: "dst", relations: [relationSpec("produced-by").code] };
const SAME_FROM: EdgesAt = { end: "src", relations: [SAME_AS] };
const SAME_TO: EdgesAt = { end: "dst", relations: [SAME_AS] };

/**
 * What binding reads looks up: the database as the transaction has changed it. Edges are those that hold. Made anew after
 * each change, for it remembers answers.
 */
export class ReadLookup {
  readonly #transaction: Transaction;
  readonly #state: State;
  readonly #versionReads: VersionReads;
  readonly #latest = new Map<ReadonlySet<number>, Map<string, Promise<Moment | undefined>>>();

  constructor(transaction: Transaction, state: State) {
    this.#transaction = transaction;
    this.#state = state;
    this.#versionReads = new VersionReads(transaction, state);
  }

  /** Looks up at once what binding the reads of executions and datasets will ask for. */
  async load(executions: readonly number[], datasets: readonly number[]): Promise<void> {
    await this.#edges(READS_OF, executions);
    await this.#edges(PRODUCED, executions);
    await this.#joins(datasets);
    await this.#loadLatest(datasets);
  }

  /** Looks up at once the reads that new versions of datasets, none of an earlier time, may take over from the latest ones. */
  async loadBefore(datasets: readonly number[], time: number): Promise<void> {
    if (datasets.length === 0 || !(await this.anyBound())) return;
    const latest = await this.#loadLatest(datasets);
    const reads = await this.#versionReads.load(
      latest.map(({ key }) => key),
      time,
    );
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      reads.map(({ src }) => src),
    );
  }

  /** Whether any read is bound at all: where nobody leaves a version unsaid, there is nothing to look up. */
  async anyBound(): Promise<boolean> {
    this.#state.anyBound ??= await this.#isAnyBoundStored();
    return this.#state.anyBound;
  }

  async #isAnyBoundStored(): Promise<boolean> {
    const { rows } = await sql`select 1 from edge
      where evidence = ${sql.lit(INFERRED)} and ended_seq is null limit 1`.execute(this.#transaction.sql);
    return rows.length > 0;
  }

  /** What executions read. */
  readsOf(executions: readonly number[]): Promise<readonly EdgeTable[]> {
    return this.#edges(READS_OF, executions);
  }

  /** The reads that are bound to versions, but for most of those that began before a time, if one is given. */
  async boundTo(versions: readonly number[], time: number | null): Promise<readonly EdgeTable[]> {
    const rows = await this.#versionReads.find(versions, time);
    const dated = time === null ? [] : await this.#readsOfDated(versions);
    return this.#state.edges.holdingAt("dst", versions, [...rows, ...dated], isBoundRead);
  }

  /** Those of executions that this transaction gave another time than the database knows. */
  async #readsOfDated(versions: readonly number[]): Promise<readonly EdgeTable[]> {
    const reads = await this.#edges(READS_OF, [...this.#state.dated.pending()]);
    return reads.filter((row) => isBoundRead(row) && versions.includes(row.dst));
  }

  /** What an execution made. */
  async productsOf(execution: number): Promise<ReadonlySet<number>> {
    return new Set((await this.#edges(PRODUCED, [execution])).map(({ src }) => src));
  }

  /** A dataset and all that are said to be the same. */
  async sameAs(dataset: number): Promise<readonly number[]> {
    const found = new Set([dataset]);
    for (let fresh = [dataset]; fresh.length > 0; ) {
      const edges = await this.#joins(fresh);
      fresh = edges.flatMap(({ src, dst }) => [src, dst]).filter((key) => !found.has(key));
      for (const key of fresh) found.add(key);
    }
    return [...found];
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

  /**
   * The latest version of datasets that is not later than a time (null for now), some versions left out. Those may be
   * thousands, in a set that many reads share.
   */
  latest(
    datasets: readonly number[],
    time: number | null,
    without: ReadonlySet<number>,
  ): Promise<Moment | undefined> {
    const known = this.#latest.get(without) ?? new Map<string, Promise<Moment | undefined>>();
    this.#latest.set(without, known);
    const asked = `${time} ${datasets.join(" ")}`;
    const latest = known.get(asked) ?? this.#lookUpLatest(datasets, time, without);
    known.set(asked, latest);
    return latest;
  }

  async #lookUpLatest(
    datasets: readonly number[],
    time: number | null,
    without: ReadonlySet<number>,
  ): Promise<Moment | undefined> {
    const pending = this.#pendingVersions(datasets);
    const candidates = pending.flatMap(({ node, at }) =>
      at === null || without.has(node) || (time !== null && at > time)
        ? []
        : [{ key: node, id: this.#state.nodeOfKey.get(node) as NodeId, at }],
    );
    const changed = new Set(pending.map(({ node }) => node));
    const stored = await this.#latestStored(datasets, time, [without, changed]);
    return [...candidates, ...stored].reduce<Moment | undefined>(
      (best, next) => (best === undefined || isLater(next, best) ? next : best),
      undefined,
    );
  }

  async #latestStored(
    datasets: readonly number[],
    time: number | null,
    hidden: readonly ReadonlySet<number>[],
  ): Promise<readonly Moment[]> {
    const stored = datasets.filter((dataset) => dataset < this.#state.firstNewNode);
    const newest = await this.#loadLatest(stored);
    const serves = ({ key, at }: Moment) =>
      (time === null || at <= time) && !hidden.some((keys) => keys.has(key));
    if (newest.every(serves)) return newest;
    const { dialect } = this.#transaction;
    const { rows } = await sql<Moment>`
      select node.key, node.id, version.at from version join node on node.key = version.node
      where ${dialect.anyOf(sql.ref("version.parent"), stored)} and version.at is not null
        and ${time === null ? sql`1 = 1` : sql`version.at <= ${time}`}
        and not ${dialect.anyOf(
          sql.ref("version.node"),
          hidden.flatMap((keys) => [...keys]),
        )}
      order by version.at desc, node.id desc limit 1`.execute(this.#transaction.sql);
    return rows;
  }

  /** The latest versions of datasets in the database: of each the one, or those that came at one time. */
  async #loadLatest(datasets: readonly number[]): Promise<readonly Moment[]> {
    const { storedLatest, firstNewNode } = this.#state;
    const fresh = datasets.filter((dataset) => dataset < firstNewNode && !storedLatest.has(dataset));
    if (fresh.length > 0) {
      const given = this.#transaction.dialect.rows(
        { parent: "number" },
        fresh.map((dataset) => [dataset]),
      );
      const { rows } = await sql<Moment & { readonly parent: number }>`
        select node.key, node.id, version.at, version.parent from ${given} as given
        join version on version.parent = given.parent
          and version.at = (select max(at) from version as other where other.parent = given.parent)
        join node on node.key = version.node`.execute(this.#transaction.sql);
      for (const dataset of fresh) storedLatest.set(dataset, []);
      for (const row of rows) storedLatest.get(row.parent)?.push(row);
    }
    return datasets.flatMap((dataset) => storedLatest.get(dataset) ?? []);
  }

  #pendingVersions(datasets: readonly number[]) {
    return [...new Set(datasets)].flatMap((dataset) => this.#state.versions.of(dataset));
  }

  async #joins(datasets: readonly number[]): Promise<readonly EdgeTable[]> {
    return [...(await this.#edges(SAME_FROM, datasets)), ...(await this.#edges(SAME_TO, datasets))];
  }

  /** Edges that hold: those of the database, as the transaction has changed them. */
  async #edges(wanted: EdgesAt, nodes: readonly number[]): Promise<readonly EdgeTable[]> {
    const { storedEdges, edges, firstNewNode } = this.#state;
    const stored = nodes.filter((node) => node < firstNewNode);
    const rows = await storedEdges.find(this.#transaction, wanted, stored);
    return edges.holdingAt(wanted.end, nodes, rows, ({ rel }) => wanted.relations.includes(rel));
  }
}

function isBoundRead(edge: EdgeTable): boolean {
  return isBound(edge) && READS.includes(edge.rel);
}

function isLater(one: Moment, other: Moment): boolean {
  return one.at === other.at ? one.id > other.id : one.at > other.at;
}
