import { type NodeId, parentOf, parseId } from "@begat/core";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { DatasetReads, type FoundReads } from "./dataset-reads.ts";
import type { Asked } from "./latest-versions.ts";
import { loadNodes, loadNodesByKey } from "./load-nodes.ts";
import { distinctPlaces, type Place } from "./place.ts";
import { type Read, readsOnEdge } from "./read.ts";
import { noteEarlier, type ReadLookup } from "./read-lookup.ts";
import type { State } from "./state.ts";
import { type Known, readTime, type Touched } from "./touched.ts";
import { EVER, executionOn, versionOn } from "./version-reads.ts";
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

  /** Those that are bound, and what executions that get others back have by now. */
  async bound(known: Known, broughtBack: readonly Read[]): Promise<readonly Read[]> {
    const { placed, datasets } = known;
    const executions = new Set([...known.executions, ...broughtBack.map(({ execution }) => execution)]);
    if (executions.size + placed.length + datasets.length === 0) return [];
    if (!(await this.#lookup.anyBound())) return [];
    const read = await this.#lookup.boundOf(Array.from(executions, (id) => this.#key(id)));
    const near = placed.length > 0 ? await this.#boundNear(known) : [];
    const one = datasets.length > 0 ? await this.#joinedBy(datasets) : [];
    const ofDatasets = one.length > 0 ? this.#taken(await this.#datasetReads.bound(one)) : [];
    const found = [...read, ...near, ...ofDatasets];
    // Of an execution all is looked at: its reads may share an edge, or come to.
    const whole = this.areAll ? [] : await this.#lookup.boundOf([...new Set(found.map(executionOn))]);
    return this.#toReads([...found, ...whole]);
  }

  /** Those that were bound before datasets were the same: where a version of another was stated, they may be again. */
  async toBringBack({ parted }: Touched): Promise<readonly Read[]> {
    const one = parted.size > 0 ? await this.#joinedBy([...parted]) : [];
    if (one.length === 0) return [];
    const reads = await this.#toReads(this.#taken(await this.#datasetReads.onceBound(one)));
    return reads.map(({ bound: _, ...read }) => read);
  }

  #taken({ reads, areAll }: FoundReads): readonly EdgeTable[] {
    this.areAll &&= areAll;
    return reads;
  }

  /**
   * Reads that versions may take over from the one before them, or may have to give back to it. Who made the one before reads an
   * earlier one.
   */
  async #boundNear({ placed, moved }: Known): Promise<readonly EdgeTable[]> {
    const since = new Map(moved.map((version) => [this.#key(version), EVER]));
    for (const [version, time] of await this.#before(placed)) noteEarlier(since, version, time);
    const { reads, made, areAll } = await this.#lookup.at(since);
    this.areAll &&= areAll;
    await loadNodesByKey(this.#transaction, this.#state, [...reads, ...made].map(executionOn));
    const isLate = (edge: EdgeTable): boolean => {
      const began = readTime(this.#state.node(this.#state.nodeOfKey.get(executionOn(edge)) as NodeId)!);
      return began === null || began >= (since.get(versionOn(edge)) ?? EVER);
    };
    const makers = new Set(made.filter(isLate).map(executionOn));
    return [...reads.filter(isLate), ...(await this.#lookup.boundOf([...makers]))];
  }

  /** The versions that come before some, each with the time since which those may have been read in its place. */
  async #before(
    versions: readonly NodeId[],
  ): Promise<readonly (readonly [version: number, since: number])[]> {
    const places = distinctPlaces(this.#placesOf(versions));
    await this.#lookup.same.load(places.map(({ dataset }) => dataset));
    const without = new Set(versions.map((version) => this.#key(version)));
    const since = new Map<Asked, number>();
    for (const { dataset, time } of places) since.set(await this.#lookup.asked(dataset, time, without), time);
    const asked = [...since.keys()];
    const latest = await this.#lookup.latest(asked);
    const first = asked.filter((_, index) => latest[index] === undefined);
    const initial = await this.#lookup.initialOf([...new Set(first.flatMap(({ datasets }) => datasets))]);
    return [...since].flatMap(([{ datasets }, time], index) => {
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

  /** Datasets that are, or were, the same as others, with those. None where one has no other, by a concept of its own. */
  async #joinedBy(ids: readonly NodeId[]): Promise<readonly number[]> {
    const keys = ids.map((id) => this.#key(id));
    await this.#lookup.same.load(keys);
    const datasets = new Set<number>();
    for (const key of keys)
      if (!datasets.has(key)) for (const same of await this.#lookup.same.of(key)) datasets.add(same);
    return datasets.size > 1 ? [...datasets] : [];
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
