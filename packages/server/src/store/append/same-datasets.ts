import { type Kind, type NodeId, relationSpec } from "@begat/core";
import type { Transaction } from "../database.ts";
import type { EdgeTable } from "../tables.ts";
import { loadNodesByKey } from "./load-nodes.ts";
import type { State } from "./state.ts";
import type { EdgesAt } from "./stored-edges.ts";

const SAME_AS = relationSpec("same-as").code;
const SAME_FROM: EdgesAt = { end: "src", relations: [SAME_AS] };
const SAME_TO: EdgesAt = { end: "dst", relations: [SAME_AS] };

/** The kinds by way of which datasets are the same. */
const MAY_BE_SAME: ReadonlySet<Kind> = new Set<Kind>(["Dataset", "Concept"]);

/** Looks up edges that hold at nodes. */
export type FindEdges = (wanted: EdgesAt, nodes: readonly number[]) => Promise<readonly EdgeTable[]>;

/** Which datasets are said to be the same. It remembers answers. */
export class SameDatasets {
  readonly #transaction: Transaction;
  readonly #state: State;
  readonly #edges: FindEdges;
  readonly #known = new Map<number, Promise<readonly number[]>>();

  constructor(transaction: Transaction, state: State, edges: FindEdges) {
    this.#transaction = transaction;
    this.#state = state;
    this.#edges = edges;
  }

  /** Looks up at once which datasets are the same as some. */
  async load(datasets: readonly number[]): Promise<void> {
    await this.#all(datasets);
  }

  /** A dataset and all that are said to be the same: looked up once for all of them, for they may be thousands. */
  of(dataset: number): Promise<readonly number[]> {
    const same = this.#known.get(dataset) ?? this.#shared(dataset);
    this.#known.set(dataset, same);
    return same;
  }

  async #shared(dataset: number): Promise<readonly number[]> {
    const all = await this.#all([dataset]);
    const same = Promise.resolve(all);
    for (const key of all) this.#known.set(key, same);
    return all;
  }

  async #all(datasets: readonly number[]): Promise<readonly number[]> {
    const found = new Set(datasets);
    for (let fresh = datasets; fresh.length > 0; ) {
      const edges = await this.#joins(fresh);
      const ends = edges.flatMap(({ src, dst }) => [src, dst]).filter((key) => !found.has(key));
      await loadNodesByKey(this.#transaction, this.#state, ends);
      fresh = [...new Set(ends)].filter((key) => MAY_BE_SAME.has(this.#kindOf(key)));
      for (const key of fresh) found.add(key);
    }
    return [...found].filter((key) => this.#kindOf(key) === "Dataset");
  }

  async #joins(datasets: readonly number[]): Promise<readonly EdgeTable[]> {
    return [...(await this.#edges(SAME_FROM, datasets)), ...(await this.#edges(SAME_TO, datasets))];
  }

  #kindOf(key: number): Kind {
    return this.#state.node(this.#state.nodeOfKey.get(key) as NodeId)!.kind;
  }
}
