import {
  type Assertion,
  type EdgeAssertion,
  type NodeId,
  parentOf,
  parseId,
  relationSpec,
} from "@begat/core";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { type BoundEdge, edgesOf } from "./bound-edge.ts";
import { DatasetReads } from "./dataset-reads.ts";
import { knownKeys, loadNodes, loadNodesByKey } from "./load-nodes.ts";
import { distinct, isBound, propsOf, type Read, readOf, readsOnEdge } from "./read.ts";
import { ReadLookup } from "./read-lookup.ts";
import type { Moment, NodeState, State } from "./state.ts";
import { readTime, type Touched } from "./touched.ts";
import { versionKey } from "./versions.ts";

/**
 * What binding reads comes to after a change: edges from executions to the versions that they must have read, and the
 * ends of those that turn out to be wrong. A version that somebody stated ends the guess about the same read.
 */
export async function boundReads(
  transaction: Transaction,
  state: State,
  touched: Touched,
): Promise<readonly Assertion[]> {
  const binder = new Binder(transaction, state);
  const reads = distinct([
    ...(await binder.readsToBringBack(touched)),
    ...touched.binds.map(readOf),
    ...(await binder.readsToReview(touched)),
  ]);
  const targets = await binder.targetsOf(reads);
  return edgesOf(reads, targets).flatMap((edge) => binder.change(edge));
}

/** No version is known by the time of the read. */
const INITIAL = "initial";
/** Somebody stated the version. */
const ALREADY_STATED = "already stated";

/** What an execution did by what was said of it. */
interface Done {
  /** The datasets whose versions it read, by relation and qualifier. */
  readonly stated: ReadonlySet<string>;
  readonly products: ReadonlySet<number>;
}

const NOTHING: Done = { stated: new Set(), products: new Set() };

const statedKey = (rel: number, q: string, dataset: number): string => `${rel} ${dataset} ${q}`;

class Binder {
  readonly #transaction: Transaction;
  readonly #state: State;
  readonly #lookup: ReadLookup;
  readonly #datasetReads: DatasetReads;
  readonly #done = new Map<number, Promise<Done>>();

  constructor(transaction: Transaction, state: State) {
    this.#transaction = transaction;
    this.#state = state;
    this.#lookup = new ReadLookup(transaction, state);
    this.#datasetReads = new DatasetReads(transaction, state);
  }

  /** The bound reads that a change may have made wrong. */
  async readsToReview(touched: Touched): Promise<readonly Read[]> {
    const { executions, versions, datasets } = touched.known();
    if (executions.length + versions.length + datasets.length === 0) return [];
    if (!(await this.#lookup.anyBound())) return [];
    const [read, near, ofDatasets] = [
      executions.length > 0 ? await this.#lookup.readsOf(executions.map((id) => this.#node(id).key)) : [],
      versions.length > 0 ? await this.#boundNear(versions) : [],
      datasets.length > 0 ? await this.#datasetReads.bound(await this.#allThatAre(datasets)) : [],
    ];
    return this.#toReads([...read.filter(isBound), ...near, ...ofDatasets]);
  }

  /** The reads that were bound before datasets were the same: where a version of another was stated, they may be again. */
  async readsToBringBack({ parted }: Touched): Promise<readonly Read[]> {
    if (parted.size === 0) return [];
    const reads = await this.#toReads(
      await this.#datasetReads.onceBound(await this.#allThatAre([...parted])),
    );
    return reads.map(({ bound: _, ...read }) => read);
  }

  /** The version that each read must have read: undefined where somebody stated one. */
  async targetsOf(reads: readonly Read[]): Promise<readonly (NodeId | undefined)[]> {
    if (reads.length === 0) return [];
    const keysOf = (end: "execution" | "dataset") =>
      knownKeys(this.#state, [...new Set(reads.map((read) => read[end]))]);
    await this.#lookup.load(keysOf("execution"), keysOf("dataset"));
    const targets: (Moment | typeof INITIAL | typeof ALREADY_STATED)[] = [];
    for (const read of reads) targets.push(await this.#target(read));
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      targets.flatMap((target) => (typeof target === "string" ? [] : [target.key])),
    );
    await loadNodes(
      this.#transaction,
      this.#state,
      reads.flatMap(({ otherwise }, index) => (targets[index] === INITIAL ? [otherwise] : [])),
    );
    return targets.map((target, index) => {
      if (target === ALREADY_STATED) return undefined;
      return target === INITIAL ? reads[index]?.otherwise : target.id;
    });
  }

  /** The change of one edge: nothing when it binds what it should. */
  change({ to, before, now }: BoundEdge): readonly Assertion[] {
    const stays = before.length === now.length && now.every((read) => before.includes(read));
    const [read] = [...now, ...before];
    if (stays || read === undefined) return [];
    // In the order of canonical JSON, in which an entry is written much faster.
    const { execution: from, q, rel } = read;
    const ends: readonly EdgeAssertion[] = before.length === 0 ? [] : [{ assert: "end", from, q, rel, to }];
    if (now.length === 0) return ends;
    const begins: readonly Assertion[] = [
      ...this.#placeholder(now, to),
      { assert: "edge", evidence: "inferred", from, props: propsOf(now), q, rel, to },
    ];
    return [...ends, ...begins];
  }

  async #target({
    execution,
    rel,
    q,
    dataset,
  }: Read): Promise<Moment | typeof INITIAL | typeof ALREADY_STATED> {
    // The edge is yet to make an execution or a dataset that nobody has named before.
    const node = this.#state.node(execution);
    const known = this.#state.node(dataset);
    const datasets = known === undefined ? [] : await this.#lookup.sameAs(known.key);
    const { stated, products } = node === undefined ? NOTHING : await this.#doneBy(node.key);
    if (datasets.some((key) => stated.has(statedKey(relationSpec(rel).code, q, key)))) return ALREADY_STATED;
    const time = node === undefined ? null : readTime(node);
    return (await this.#lookup.latest(datasets, time, products)) ?? INITIAL;
  }

  /** What an execution is said to have read and made, looked up once however many reads it has. */
  #doneBy(execution: number): Promise<Done> {
    const known = this.#done.get(execution) ?? this.#lookUpDone(execution);
    this.#done.set(execution, known);
    return known;
  }

  async #lookUpDone(execution: number): Promise<Done> {
    const reads = (await this.#lookup.readsOf([execution])).filter((edge) => !isBound(edge));
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      reads.map(({ dst }) => dst),
    );
    const parents = reads.map(({ dst }) => parentOf(parseId(this.#state.nodeOfKey.get(dst) as NodeId)));
    await loadNodes(
      this.#transaction,
      this.#state,
      parents.flatMap((id) => (id === undefined || this.#state.node(id) !== undefined ? [] : [id])),
    );
    const stated = reads.flatMap(({ rel, q }, index) => {
      const parent = parents[index];
      return parent === undefined ? [] : [statedKey(rel, q, this.#node(parent).key)];
    });
    return { stated: new Set(stated), products: await this.#lookup.productsOf(execution) };
  }

  /** The description of the version that stands in while none is known, when it is first read. */
  #placeholder(reads: readonly Read[], target: NodeId): readonly Assertion[] {
    const standsIn = reads.some(({ otherwise }) => otherwise === target);
    if (!standsIn || this.#state.node(target)?.known === true) return [];
    const native_version = parseId(target).version as string;
    return [{ assert: "node", id: target, props: { native_version, placeholder: true } }];
  }

  /** Reads that versions may take over from the one before them, or may have to give back to it. */
  async #boundNear(versions: readonly NodeId[]): Promise<readonly EdgeTable[]> {
    const keys = versions.map((version) => this.#node(version).key);
    const own = new Set(keys);
    const edges = [await this.#lookup.boundTo(keys, null)];
    for (const { parent, at } of this.#placesOf(versions)) {
      const datasets = await this.#lookup.sameAs(parent);
      const before = await this.#lookup.latest(datasets, at, own);
      const earlier = before === undefined ? await this.#lookup.initialOf(datasets) : [before.key];
      edges.push(await this.#notBefore(at, await this.#lookup.boundTo(earlier, at)));
    }
    return edges.flat();
  }

  /** The datasets and times of versions. A change may name thousands of one dataset and time, with one version before all. */
  #placesOf(versions: readonly NodeId[]): Iterable<{ readonly parent: number; readonly at: number | null }> {
    const places = versions.map((version) => {
      const parent = this.#node(parentOf(parseId(version)) as NodeId).key;
      const at = this.#timeOf(version, parent);
      return [`${parent} ${at}`, { parent, at }] as const;
    });
    return new Map(places).values();
  }

  /** A version that nobody gave a time counts from when it was recorded, where this change brought it. */
  #timeOf(version: NodeId, parent: number): number | null {
    const { key, at } = this.#node(version);
    return at ?? this.#state.versions.get(versionKey(parent, key))?.at ?? null;
  }

  /** The reads of executions that began at a time or later, or at a time that nothing tells. */
  async #notBefore(time: number | null, reads: readonly EdgeTable[]): Promise<readonly EdgeTable[]> {
    if (time === null) return reads;
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      reads.map(({ src }) => src),
    );
    return reads.filter(({ src }) => {
      const began = readTime(this.#node(this.#state.nodeOfKey.get(src) as NodeId));
      return began === null || began >= time;
    });
  }

  /** Datasets and those that are the same. */
  async #allThatAre(ids: readonly NodeId[]): Promise<readonly number[]> {
    const datasets = new Set<number>();
    for (const id of ids) for (const key of await this.#lookup.sameAs(this.#node(id).key)) datasets.add(key);
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
      reads.map(({ dataset }) => dataset).filter((id) => this.#state.node(id) === undefined),
    );
    return reads;
  }

  #node(id: NodeId): NodeState {
    return this.#state.node(id) as NodeState;
  }
}
