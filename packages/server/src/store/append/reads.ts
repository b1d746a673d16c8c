import {
  type Assertion,
  type BindAssertion,
  type EdgeAssertion,
  INITIAL_VERSION,
  type NodeId,
  type Props,
  parentOf,
  parseId,
  type Relation,
  relationOfCode,
  relationSpec,
  versionId,
} from "@begat/core";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { loadNodes, loadNodesByKey } from "./load.ts";
import { evidenceCode } from "./project.ts";
import { ReadLookup } from "./read-lookup.ts";
import type { NodeState, State } from "./state.ts";
import { readTime, type Touched } from "./touched.ts";

/** A dataset that an execution read, and the version that the read is bound to by now. */
interface Read {
  readonly execution: NodeId;
  readonly rel: Relation;
  readonly q: string;
  readonly dataset: NodeId;
  /** The placeholder that it is bound to while no version is known by then. */
  readonly otherwise: NodeId;
  readonly props: Props;
  readonly bound?: NodeId;
}

/** What the edge of a bound read says of the read. */
interface BoundProps {
  readonly dataset?: NodeId;
  readonly otherwise?: NodeId;
}

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
  const reads = [...touched.binds.map(readOf), ...(await binder.readsToReview(touched))];
  const assertions: Assertion[] = [];
  for (const read of distinct(reads)) assertions.push(...(await binder.bind(read)));
  return assertions;
}

function readOf({ from, rel, of, q = "", otherwise, props = {} }: BindAssertion): Read {
  return {
    execution: from,
    rel,
    q,
    dataset: of,
    otherwise: otherwise ?? versionId(of, INITIAL_VERSION),
    props: { ...props, dataset: of, ...(otherwise !== undefined && { otherwise }) },
  };
}

/** Of a read that is both asked for and bound, the bound one. */
function distinct(reads: readonly Read[]): Iterable<Read> {
  return new Map(
    reads.map((read) => [`${read.execution} ${read.rel} ${read.dataset} ${read.q}`, read]),
  ).values();
}

class Binder {
  readonly #transaction: Transaction;
  readonly #state: State;
  readonly #lookup: ReadLookup;

  constructor(transaction: Transaction, state: State) {
    this.#transaction = transaction;
    this.#state = state;
    this.#lookup = new ReadLookup(transaction, state);
  }

  /** The bound reads that a change may have made wrong. */
  async readsToReview(touched: Touched): Promise<readonly Read[]> {
    const { executions, versions, datasets } = touched.known();
    if (executions.length + versions.length + datasets.length === 0) return [];
    if (!(await this.#lookup.anyBound())) return [];
    const edges: EdgeTable[] = [];
    if (executions.length > 0) {
      const reads = await this.#lookup.readsOf(executions.map((id) => this.#node(id).key));
      edges.push(...reads.filter(isBound));
    }
    for (const version of versions) edges.push(...(await this.#boundNear(version)));
    if (datasets.length > 0) edges.push(...(await this.#boundToAny(datasets)));
    return this.#toReads(edges);
  }

  /** The change of one read: nothing when it is bound as it should be. */
  async bind(read: Read): Promise<readonly Assertion[]> {
    const target = await this.#target(read);
    if (target === read.bound) return [];
    const { execution: from, rel, q, props } = read;
    const ends: readonly EdgeAssertion[] =
      read.bound === undefined ? [] : [{ assert: "end", from, rel, to: read.bound, q }];
    if (target === undefined) return ends;
    const begins: readonly Assertion[] = [
      ...this.#placeholder(target),
      { assert: "edge", from, rel, to: target, q, evidence: "inferred", props },
    ];
    return [...ends, ...begins];
  }

  /** The version that a read must have read: undefined when somebody stated one. */
  async #target({ execution, rel, q, dataset, otherwise }: Read): Promise<NodeId | undefined> {
    // The edge is yet to make an execution or a dataset that nobody has named before.
    const node = this.#state.node(execution);
    const known = this.#state.node(dataset);
    const datasets = known === undefined ? [] : await this.#lookup.sameAs(known.key);
    const reads = node === undefined ? [] : await this.#lookup.readsOf([node.key]);
    const stated = reads.filter(
      (edge) => !isBound(edge) && edge.rel === relationSpec(rel).code && edge.q === q,
    );
    if (stated.length > 0 && (await this.#areOf(datasets, stated))) return undefined;
    const products = node === undefined ? [] : await this.#lookup.productsOf(node.key);
    const time = node === undefined ? null : readTime(node);
    const latest = await this.#lookup.latest(datasets, time, products);
    if (latest !== undefined) {
      await loadNodesByKey(this.#transaction, this.#state, [latest.key]);
      return latest.id;
    }
    await loadNodes(this.#transaction, this.#state, [otherwise]);
    return otherwise;
  }

  /** Whether one of some edges leads to a version of one of some datasets. */
  async #areOf(datasets: readonly number[], edges: readonly EdgeTable[]): Promise<boolean> {
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      edges.map(({ dst }) => dst),
    );
    const parents = edges.flatMap(({ dst }) => {
      const version = this.#state.nodeOfKey.get(dst) as NodeId;
      return parentOf(parseId(version)) ?? [];
    });
    await loadNodes(
      this.#transaction,
      this.#state,
      parents.filter((id) => this.#state.node(id) === undefined),
    );
    return parents.some((id) => datasets.includes(this.#node(id).key));
  }

  /** The description of the version that stands for the content before all known ones, when it is first read. */
  #placeholder(target: NodeId): readonly Assertion[] {
    if (parseId(target).version !== INITIAL_VERSION || this.#state.node(target) !== undefined) return [];
    return [{ assert: "node", id: target, props: { native_version: INITIAL_VERSION, placeholder: true } }];
  }

  /** Reads that a version may take over from the one before it, or may have to give back to it. */
  async #boundNear(version: NodeId): Promise<readonly EdgeTable[]> {
    const { key, at } = this.#node(version);
    const parent = this.#node(parentOf(parseId(version)) as NodeId).key;
    const datasets = await this.#lookup.sameAs(parent);
    const before = await this.#lookup.latest(datasets, at, [key]);
    const earlier = before === undefined ? await this.#lookup.initialOf(datasets) : [before.key];
    const own = await this.#lookup.boundTo([key]);
    return [...own, ...(await this.#notBefore(at, await this.#lookup.boundTo(earlier)))];
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

  async #boundToAny(joined: readonly NodeId[]): Promise<readonly EdgeTable[]> {
    const datasets = new Set<number>();
    for (const id of joined)
      for (const key of await this.#lookup.sameAs(this.#node(id).key)) datasets.add(key);
    return this.#lookup.boundTo(await this.#lookup.versionsOf([...datasets]));
  }

  async #toReads(edges: readonly EdgeTable[]): Promise<readonly Read[]> {
    await loadNodesByKey(
      this.#transaction,
      this.#state,
      edges.flatMap(({ src, dst }) => [src, dst]),
    );
    const reads = edges.map((edge) => this.#toRead(edge));
    await loadNodes(
      this.#transaction,
      this.#state,
      reads.map(({ dataset }) => dataset).filter((id) => this.#state.node(id) === undefined),
    );
    return reads;
  }

  #toRead({ src, rel, dst, q, props }: EdgeTable): Read {
    const bound = this.#state.nodeOfKey.get(dst) as NodeId;
    const said = JSON.parse(props ?? "{}") as Props & BoundProps;
    // Erasing an entry leaves no properties: then it is the dataset of the version.
    const dataset = said.dataset ?? (parentOf(parseId(bound)) as NodeId);
    return {
      execution: this.#state.nodeOfKey.get(src) as NodeId,
      rel: relationOfCode(rel),
      q,
      dataset,
      otherwise: said.otherwise ?? versionId(dataset, INITIAL_VERSION),
      props: { ...said, dataset },
      bound,
    };
  }

  #node(id: NodeId): NodeState {
    return this.#state.node(id) as NodeState;
  }
}

function isBound({ evidence }: EdgeTable): boolean {
  return evidence === evidenceCode("inferred");
}
