import { Working } from "./working.ts";

/** A row that holds from one entry until another. */
export interface Interval {
  readonly created_seq: number;
  readonly ended_seq: number | null;
}

/** Rows of a table of intervals: at most one row of each key holds at a time, ended ones stay. */
export class Intervals<R extends Interval> {
  readonly #current = new Working<R>();
  readonly #ended = new Working<R>();

  load(key: string, row: R): void {
    this.#current.load(key, row);
  }

  /** The row that holds now. */
  current(key: string): R | undefined {
    const row = this.#current.get(key);
    return row?.ended_seq === null ? row : undefined;
  }

  /** The row that holds now, or the one that held last. */
  last(key: string): R | undefined {
    return this.#current.get(key);
  }

  /** Begins a row; the one that held ends at the same entry. */
  start(key: string, row: R): void {
    this.end(key, row.created_seq);
    const previous = this.#current.get(key);
    if (previous !== undefined && previous.created_seq !== row.created_seq) {
      this.#ended.set(`${key} ${previous.created_seq}`, previous);
    }
    this.#current.set(key, row);
  }

  end(key: string, seq: number): void {
    const row = this.current(key);
    if (row !== undefined) this.#current.set(key, { ...row, ended_seq: seq });
  }

  commit(): void {
    this.#current.commit();
    this.#ended.commit();
  }

  rollback(): void {
    this.#current.rollback();
    this.#ended.rollback();
  }

  *changed(): Iterable<R> {
    yield* this.#ended.changed();
    yield* this.#current.changed();
  }

  /** Everything that differs from the database; rows that others came after are first. */
  *pending(): Iterable<R> {
    yield* this.#ended.pending();
    yield* this.#current.pending();
  }
}
