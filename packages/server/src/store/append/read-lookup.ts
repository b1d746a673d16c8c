import type { NodeId } from "@begat/core";
import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { type Asked, LatestVersions } from "./latest-versions.ts";
import { loadNodesByKey } from "./load-nodes.ts";
import type { Place } from "./place.ts";
import { INFERRED, isBound } from "./read.ts";
import { SameDatasets } from "./same-datasets.ts";
import type { Moment, NodeState, State } from "./state.ts";
import type { EdgesAt } from "./stored-edges.ts";
import { isReader, READS } from "./touched.ts";
import { EVER, executionOn, isMade, PRODUCED_BY, type Since, VersionReads } from "./version-reads.ts";

const READS_OF: EdgesAt = { end: "src", relations: READS };
const BOUND_OF: EdgesAt = { ...READS_OF, evidence: INFERRED };
const PRODUCED: EdgesAt = { end: "dst", relations: [PRODUCED_BY] };
const MADE: EdgesAt = { end: "src", relations: [PRODUCED_BY] };

const NOTHING: ReadonlySet<number> = new Set();

/** What hangs on versions. */
interface AtVersions {
  /** The reads that are bound to them. */
  readonly reads: readonly EdgeTable[];
  /** The edges to the executions that made them. */
  readonly made: readonly EdgeTable[];
  /** Whether none was left out, because there are more than one change may bind anew. */
  readonly areAll: boolean;
}

/**
 * What binding reads looks up: the database as the transaction has changed it. Edges are those that hold. Made anew after
 * each change, for it remembers answers.
 */
export class ReadLookup {
  readonly #transaction: Transaction;
  readonly #state: State;
  readonly #versionReads: VersionReads;
  readonly #latest: LatestVersions;
  readonly same: SameDatasets;
  readonly #asked = new Map<string, Asked>();

  constructor(transaction: Transaction, state: State) {
    this.#transaction = transaction;
    this.#state = state;
    this.#versionReads = new VersionReads(transaction, state);
    this.#latest = new LatestVersions(transaction, state);
    this.same = new SameDatasets(transaction, state, (wanted, nodes) => this.#edges(wanted, nodes));
  }

  /** Looks up at once what binding the reads of executions and datasets will ask for. */
  async load(executions: readonly number[], datasets: readonly number[]): Promise<void> {
    await this.#edges(READS_OF, executions);
    await this.#edges(PRODUCED, executions);
    await this.same.load(datasets);
    await this.#latest.loadNewest(datasets);
  }

  /** Looks up at once which versions reads at some places have read, of those that are not the newest. */
  async loadLatest(places: readonly Place[]): Promise<void> {
    const late = places.filter(({ dataset, time }) => {
      const [newest] = this.#state.newest.get(dataset)?.moments ?? [];
      return newest !== undefined && newest.at > time;
    });
    if (late.length > 0) await this.latest(await this.#askedAt(late));
  }

  /** Looks up at once whose reads new versions at some places may take over from those before them. */
  async loadBefore(places: readonly Place[]): Promise<void> {
    if (places.length === 0 || !(await this.anyBound())) return;
    await this.same.load(places.map(({ dataset }) => dataset));
    const before = await this.latest(await this.#askedAt(places));
    const since = new Map<number, number>();
    for (const [index, { time }] of places.entries()) {
      const key = before[index]?.key;
      if (key !== undefined) noteEarlier(since, key, time);
    }
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      (await this.#versionReads.load(since)).map(executionOn),
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

  /** The reads of executions that are bound. An execution may have read thousands of versions that somebody stated. */
  async boundOf(executions: readonly number[]): Promise<readonly EdgeTable[]> {
    const isLoaded = (key: number): boolean => this.#state.storedEdges.has(READS_OF, key);
    const loaded = await this.#edges(READS_OF, executions.filter(isLoaded));
    const others = await this.#edges(
      BOUND_OF,
      executions.filter((key) => !isLoaded(key)),
    );
    return [...loaded.filter(isBound), ...others];
  }

  /** What hangs on versions, but for most executions that began before a time of interest. */
  async at(wanted: Since): Promise<AtVersions> {
    const { edges, areAll } = await this.#versionReads.find(wanted);
    const isTimed = [...wanted.values()].some((since) => since > EVER);
    const dated = isTimed ? await this.#ofDated(wanted) : [];
    const holding = (end: "src" | "dst", isWanted: (edge: EdgeTable) => boolean) =>
      this.#state.edges.holdingAt(end, [...wanted.keys()], [...edges, ...dated].filter(isWanted), isWanted);
    return { reads: holding("dst", isBoundRead), made: holding("src", isMade), areAll };
  }

  /** What hangs on versions by executions that this transaction gave another time than the database knows. */
  async #ofDated(wanted: Since): Promise<readonly EdgeTable[]> {
    const dated = [...this.#state.dated.pending()].filter((key) => isReader(this.#nodeOf(key)));
    const reads = await this.boundOf(dated);
    const made = await this.#edges(PRODUCED, dated);
    return [...reads.filter(({ dst }) => wanted.has(dst)), ...made.filter(({ src }) => wanted.has(src))];
  }

  /** The edges to executions from what they made, whose nodes are loaded then. */
  madeBy(executions: readonly number[]): Promise<readonly EdgeTable[]> {
    return this.#edgesWithEnds(PRODUCED, executions);
  }

  /** The edges from versions to what made them, whose nodes are loaded then. */
  makersOf(versions: readonly number[]): Promise<readonly EdgeTable[]> {
    return this.#edgesWithEnds(MADE, versions);
  }

  /** What an execution made. */
  async productsOf(execution: number): Promise<ReadonlySet<number>> {
    const edges = await this.#edges(PRODUCED, [execution]);
    return edges.length === 0 ? NOTHING : new Set(edges.map(({ src }) => src));
  }

  /** What is asked for where a dataset is: the same for all that are the same, each of which would look at all others. */
  async asked(dataset: number, time: number | null, without: ReadonlySet<number>): Promise<Asked> {
    const datasets = await this.same.of(dataset);
    const place = `${datasets[0]} ${time}`;
    const known = this.#asked.get(place);
    if (known?.without === without) return known;
    const asked = { datasets, time, without };
    this.#asked.set(place, asked);
    return asked;
  }

  #nodeOf(key: number): NodeState {
    return this.#state.node(this.#state.nodeOfKey.get(key) as NodeId) as NodeState;
  }

  /** The versions that stand for what each of some datasets held before all known ones. */
  async initialOf(datasets: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>> {
    if (datasets.length === 0) return new Map();
    const { dialect, sql: db } = this.#transaction;
    const stored = await db
      .selectFrom("version")
      .select(["parent", "node"])
      .where((eb) => dialect.anyOf(eb.ref("parent"), datasets))
      .where("at", "is", null)
      .execute();
    const pending = datasets.flatMap((dataset) => this.#state.versions.of(dataset));
    const initial = new Map<number, number[]>(datasets.map((dataset) => [dataset, []]));
    for (const { parent, node } of [...stored, ...pending.filter(({ at }) => at === null)])
      initial.get(parent)?.push(node);
    return initial;
  }

  /** The latest versions of datasets by some times, however many looked up at once. */
  latest(asked: readonly Asked[]): Promise<readonly (Moment | undefined)[]> {
    return this.#latest.find(asked);
  }

  async #askedAt(places: readonly Place[]): Promise<readonly Asked[]> {
    const asked: Asked[] = [];
    for (const { dataset, time } of places) asked.push(await this.asked(dataset, time, NOTHING));
    return asked;
  }

  async #edgesWithEnds(wanted: EdgesAt, nodes: readonly number[]): Promise<readonly EdgeTable[]> {
    const edges = await this.#edges(wanted, nodes);
    const ends = edges.flatMap(({ src, dst }) => [src, dst]);
    await loadNodesByKey(this.#transaction, this.#state, ends);
    return edges;
  }

  /** Edges that hold: those of the database, as the transaction has changed them. */
  async #edges(wanted: EdgesAt, nodes: readonly number[]): Promise<readonly EdgeTable[]> {
    const { storedEdges, edges, firstNewNode } = this.#state;
    const stored = nodes.filter((node) => node < firstNewNode);
    const rows = await storedEdges.find(this.#transaction, wanted, stored);
    const { relations, evidence } = wanted;
    return edges.holdingAt(
      wanted.end,
      nodes,
      rows,
      (edge) => relations.includes(edge.rel) && (evidence ?? edge.evidence) === edge.evidence,
    );
  }
}

/** Notes of a version that its reads since a time are of interest, if not since an earlier one. */
export function noteEarlier(since: Map<number, number>, version: number, time: number): void {
  since.set(version, Math.min(since.get(version) ?? time, time));
}

function isBoundRead(edge: EdgeTable): boolean {
  return isBound(edge) && READS.includes(edge.rel);
}
