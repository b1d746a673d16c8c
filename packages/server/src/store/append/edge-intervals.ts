import type { EdgeTable } from "../tables.ts";
import { Intervals } from "./intervals.ts";

/** One end of an edge. */
export type End = "src" | "dst";

export const edgeKey = (src: number, rel: number, dst: number, q: string): string =>
  `${src} ${rel} ${dst} ${q}`;

export const keyOfEdge = ({ src, rel, dst, q }: EdgeTable): string => edgeKey(src, rel, dst, q);

/** The edges that a transaction sees, with those that it changed by their ends. */
export class EdgeIntervals extends Intervals<EdgeTable> {
  readonly #changed = { src: new Map<number, Set<string>>(), dst: new Map<number, Set<string>>() };

  override start(key: string, row: EdgeTable): void {
    super.start(key, row);
    this.#note(key, row);
  }

  override end(key: string, seq: number): void {
    const row = this.current(key);
    super.end(key, seq);
    if (row !== undefined) this.#note(key, row);
  }

  /** The edges at some nodes that hold and are wanted: those that the database has, as they are now. */
  holdingAt(
    end: End,
    nodes: readonly number[],
    stored: readonly EdgeTable[],
    isWanted: (row: EdgeTable) => boolean,
  ): readonly EdgeTable[] {
    const holding = new Map(stored.map((row) => [keyOfEdge(row), row]));
    for (const node of nodes) {
      for (const [key, row] of this.#changedAt(end, node)) {
        if (row !== undefined && row.ended_seq === null && isWanted(row)) holding.set(key, row);
        else holding.delete(key);
      }
    }
    return [...holding.values()];
  }

  /** The edges at a node that may differ from the database, each by its key and as it is now. */
  *#changedAt(end: End, node: number): Iterable<readonly [key: string, row: EdgeTable | undefined]> {
    for (const key of this.#changed[end].get(node) ?? []) yield [key, this.last(key)];
  }

  #note(key: string, row: EdgeTable): void {
    for (const end of ["src", "dst"] as const) {
      const keys = this.#changed[end].get(row[end]) ?? new Set();
      this.#changed[end].set(row[end], keys.add(key));
    }
  }
}
