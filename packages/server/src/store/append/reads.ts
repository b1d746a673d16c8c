import {
  type Assertion,
  type EdgeAssertion,
  type NodeId,
  parentOf,
  parseId,
  relationSpec,
} from "@begat/core";
import type { Transaction } from "../database.ts";
import { type BoundEdge, edgesOf } from "./bound-edge.ts";
import type { Asked } from "./latest-versions.ts";
import { knownKeys, loadNodes, loadNodesByKey } from "./load-nodes.ts";
import { distinct, isBound, propsOf, type Read, readOf } from "./read.ts";
import { ReadLookup } from "./read-lookup.ts";
import { ReadsToReview } from "./reads-to-review.ts";
import type { State } from "./state.ts";
import { readTime, type Touched } from "./touched.ts";
import { MOST_READS } from "./version-reads.ts";

export interface BoundReads {
  readonly assertions: readonly Assertion[];
  /** Whether all reads were looked at, not only those that were recorded last. */
  readonly areAll: boolean;
}

/**
 * What binding reads comes to after a change: edges from executions to the versions that they must have read, and the
 * ends of those that turn out to be wrong. A version that somebody stated ends the guess about the same read.
 */
export async function boundReads(
  transaction: Transaction,
  state: State,
  touched: Touched,
): Promise<BoundReads> {
  const lookup = new ReadLookup(transaction, state);
  const review = new ReadsToReview(transaction, state, lookup);
  const back = await review.toBringBack(touched);
  const known = touched.known();
  const all = distinct([...back, ...touched.binds.map(readOf), ...(await review.bound(known, back))]);
  const own = [...touched.binds.map(({ from }) => from), ...known.executions];
  const reads = lastRecorded(state, all, own);
  state.reviewed += reads.length;
  const binder = new Binder(transaction, state, lookup);
  const targets = await binder.targetsOf(reads);
  const assertions = edgesOf(reads, targets).flatMap((edge) => binder.change(edge));
  return { assertions, areAll: review.areAll && reads.length === all.length };
}

/**
 * What one change binds anew: what the executions that it speaks of read, and of others as much as was recorded last. All that
 * one execution read is among it or nothing is, for its reads may share an edge.
 */
function lastRecorded(state: State, reads: readonly Read[], own: readonly NodeId[]): readonly Read[] {
  if (reads.length <= MOST_READS) return reads;
  const isOwn = new Set(own);
  const keyOf = ({ execution }: Read): number => state.node(execution)!.key;
  const others = reads.filter(({ execution }) => !isOwn.has(execution));
  if (others.length <= MOST_READS) return reads;
  const newest = others.toSorted((one, other) => keyOf(other) - keyOf(one));
  const cut = keyOf(newest[MOST_READS]!);
  // Of one alone, however much that is.
  const least = keyOf(newest[0]!) === cut ? cut : cut + 1;
  return reads.filter((read) => isOwn.has(read.execution) || keyOf(read) >= least);
}

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
  readonly #done = new Map<number, Promise<Done>>();

  constructor(transaction: Transaction, state: State, lookup: ReadLookup) {
    this.#transaction = transaction;
    this.#state = state;
    this.#lookup = lookup;
  }

  /** The version that each read must have read: undefined where somebody stated one. */
  async targetsOf(reads: readonly Read[]): Promise<readonly (NodeId | undefined)[]> {
    if (reads.length === 0) return [];
    const keysOf = (end: "execution" | "dataset") =>
      knownKeys(this.#state, [...new Set(reads.map((read) => read[end]))]);
    const executions = keysOf("execution");
    await this.#lookup.load(executions, keysOf("dataset"));
    await this.#loadStated(executions);
    const asked: (Asked | undefined)[] = [];
    for (const read of reads) asked.push(await this.#asked(read));
    const latest = await this.#lookup.latest(asked.filter((one) => one !== undefined));
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      latest.flatMap((version) => version?.key ?? []),
    );
    let next = 0;
    const targets = reads.map(({ otherwise }, index) =>
      asked[index] === undefined ? undefined : (latest[next++]?.id ?? otherwise),
    );
    await loadNodes(
      this.#transaction,
      this.#state,
      targets.filter((target) => target !== undefined),
    );
    return targets;
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

  /** Which version a read must have read; undefined where somebody stated one. */
  async #asked({ execution, rel, q, dataset }: Read): Promise<Asked | undefined> {
    // The edge is yet to make an execution or a dataset that nobody has named before.
    const node = this.#state.node(execution);
    const known = this.#state.node(dataset);
    const { stated, products } = node === undefined ? NOTHING : await this.#doneBy(node.key);
    const time = node === undefined ? null : readTime(node);
    if (known === undefined) return { datasets: [], time, without: products };
    const asked = await this.#lookup.asked(known.key, time, products);
    const isStated = (key: number): boolean => stated.has(statedKey(relationSpec(rel).code, q, key));
    return stated.size > 0 && asked.datasets.some(isStated) ? undefined : asked;
  }

  /** What an execution is said to have read and made, told once however many reads it has. */
  #doneBy(execution: number): Promise<Done> {
    const known = this.#done.get(execution) ?? this.#tellDone(execution);
    this.#done.set(execution, known);
    return known;
  }

  async #tellDone(execution: number): Promise<Done> {
    const reads = (await this.#lookup.readsOf([execution])).filter((edge) => !isBound(edge));
    const stated = reads.flatMap(({ rel, q, dst }) => {
      const parent = this.#parentOf(dst);
      return parent === undefined ? [] : [statedKey(rel, q, this.#state.node(parent)!.key)];
    });
    return { stated: new Set(stated), products: await this.#lookup.productsOf(execution) };
  }

  /** Looks up at once what the reads of executions that somebody stated are of. */
  async #loadStated(executions: readonly number[]): Promise<void> {
    const read = (await this.#lookup.readsOf(executions)).flatMap((edge) =>
      isBound(edge) ? [] : [edge.dst],
    );
    await loadNodesByKey(this.#transaction, this.#state, read);
    await loadNodes(
      this.#transaction,
      this.#state,
      read.flatMap((key) => this.#parentOf(key) ?? []),
    );
  }

  #parentOf(key: number): NodeId | undefined {
    return parentOf(parseId(this.#state.nodeOfKey.get(key) as NodeId));
  }

  /** The description of the version that stands in while none is known, when it is first read. */
  #placeholder(reads: readonly Read[], target: NodeId): readonly Assertion[] {
    const standsIn = reads.some(({ otherwise }) => otherwise === target);
    if (!standsIn || this.#state.node(target)?.known === true) return [];
    const native_version = parseId(target).version as string;
    return [{ assert: "node", id: target, props: { native_version, placeholder: true } }];
  }
}
