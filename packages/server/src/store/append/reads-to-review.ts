import { type NodeId, parentOf, parseId } from "@begat/core";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { DatasetReads } from "./dataset-reads.ts";
import type { Asked } from "./latest-versions.ts";
import { loadNodes, loadNodesByKey } from "./load-nodes.ts";
import { isBound, type Read, readsOnEdge } from "./read.ts";
import { distinctPlaces, noteEarlier, type Place, type ReadLookup } from "./read-lookup.ts";
import type { State } from "./state.ts";
import { type Known, readTime, type Touched } from "./touched.ts";
import { EVER, type FoundReads } from "./version-reads.ts";
import { versionKey } from "./versions.ts";

/** The reads that a change may have made wrong. */
export class ReadsToReview {
  readonly #transaction: Transaction;
  readonly #state: State;
  readonly #lookup: ReadLookup;
  readonly #datasetReads: DatasetReads;
  /** Whether none was left out, because there are more than one change may bind anew. */
  areAll = true;

  constructor(transaction: Transaction, state: State, lookup: ReadLookup) {
    this.#transaction = transaction;
    this.#state = state;
    this.#lookup = lookup;
    this.#datasetReads = new DatasetReads(transaction, state);
  }

  /** Those that are bound. */
  async bound(touched: Touched): Promise<readonly Read[]> {
    const known = touched.known();
    const { executions, placed, datasets } = known;
    if (executions.length + placed.length + datasets.length === 0) return [];
    if (!(await this.#lookup.anyBound())) return [];
    const read =
      executions.length > 0 ? await this.#lookup.readsOf(executions.map((id) => this.#key(id))) : [];
    const near = placed.length > 0 ? await this.#boundNear(known) : [];
    const ofDatasets =
      datasets.length > 0
        ? this.#taken(await this.#datasetReads.bound(await this.#allThatAre(datasets)))
        : [];
    return this.#toReads([...read.filter(isBound), ...near, ...ofDatasets]);
  }

  /** Those that were bound before datasets were the same: where a version of another was stated, they may be again. */
  async toBringBack({ parted }: Touched): Promise<readonly Read[]> {
    if (parted.size === 0) return [];
    const once = await this.#datasetReads.onceBound(await this.#allThatAre([...parted]));
    const reads = await this.#toReads(this.#taken(once));
    return reads.map(({ bound: _, ...read }) => read);
  }

  #taken({ reads, areAll }: FoundReads): readonly EdgeTable[] {
    this.areAll &&= areAll;
    return reads;
  }

  /** Reads that versions may take over from the one before them, or may have to give back to it. */
  async #boundNear({ placed, moved }: Known): Promise<readonly EdgeTable[]> {
    const since = new Map(moved.map((version) => [this.#key(version), EVER]));
    for (const [version, time] of await this.#before(placed)) noteEarlier(since, version, time);
    const reads = this.#taken(await this.#lookup.boundTo(since));
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      reads.map(({ src }) => src),
    );
    return reads.filter(({ src, dst }) => {
      const began = readTime(this.#state.node(this.#state.nodeOfKey.get(src) as NodeId)!);
      return began === null || began >= (since.get(dst) ?? EVER);
    });
  }

  /** The versions that come before some, each with the time since which those may have been read in its place. */
  async #before(
    versions: readonly NodeId[],
  ): Promise<readonly (readonly [version: number, since: number])[]> {
    const places = distinctPlaces(this.#placesOf(versions));
    await this.#lookup.loadSame(places.map(({ dataset }) => dataset));
    const without = new Set(versions.map((version) => this.#key(version)));
    const asked: (Asked & Pick<Place, "time">)[] = [];
    for (const { dataset, time } of places)
      asked.push({ datasets: await this.#lookup.sameAs(dataset), time, without });
    const latest = await this.#lookup.latest(asked);
    const first = asked.filter((_, index) => latest[index] === undefined);
    const initial = await this.#lookup.initialOf([...new Set(first.flatMap(({ datasets }) => datasets))]);
    return asked.flatMap(({ datasets, time }, index) => {
      const version = latest[index];
      const before =
        version === undefined ? datasets.flatMap((dataset) => initial.get(dataset) ?? []) : [version.key];
      return before.map((key) => [key, time] as const);
    });
  }

  /** Where versions are, but for those that stand for what was before. */
  #placesOf(versions: readonly NodeId[]): readonly Place[] {
    return versions.flatMap((version) => {
      const dataset = this.#key(parentOf(parseId(version)) as NodeId);
      const time = this.#state.versions.get(versionKey(dataset, this.#key(version)))?.at;
      return time == null ? [] : [{ dataset, time }];
    });
  }

  /** Datasets and those that are the same. */
  async #allThatAre(ids: readonly NodeId[]): Promise<readonly number[]> {
    const keys = ids.map((id) => this.#key(id));
    await this.#lookup.loadSame(keys);
    const datasets = new Set<number>();
    for (const key of keys) for (const same of await this.#lookup.sameAs(key)) datasets.add(same);
    return [...datasets];
  }

  async #toReads(edges: readonly EdgeTable[]): Promise<readonly Read[]> {
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      edges.flatMap(({ src, dst }) => [src, dst]),
    );
    const reads = edges.flatMap((edge) => readsOnEdge(this.#state, edge));
    await loadNodes(
      this.#transaction,
      this.#state,
      reads.map(({ dataset }) => dataset),
    );
    return reads;
  }

  #key(id: NodeId): number {
    return this.#state.node(id)!.key;
  }
}
