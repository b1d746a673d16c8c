/**
 * Rows as a transaction sees them: what was loaded, what changes before this one did, and what the change at hand
 * does. The change at hand is a savepoint: `commit` keeps it, `rollback` forgets it.
 */
export class Working<V> {
  readonly #loaded = new Map<string, V>();
  readonly #changed = new Map<string, V>();
  #draft = new Map<string, V>();

  load(key: string, value: V): void {
    this.#loaded.set(key, value);
  }

  get(key: string): V | undefined {
    return this.#draft.get(key) ?? this.#changed.get(key) ?? this.#loaded.get(key);
  }

  set(key: string, value: V): void {
    this.#draft.set(key, value);
  }

  commit(): void {
    if (this.#draft.size === 0) return;
    for (const [key, value] of this.#draft) this.#changed.set(key, value);
    this.#draft = new Map();
  }

  rollback(): void {
    this.#draft = new Map();
  }

  /** What the transaction has to write. */
  changed(): Iterable<V> {
    return this.#changed.values();
  }

  /** Everything that differs from the database, the change at hand included. */
  *pending(): Iterable<V> {
    for (const [key, value] of this.#changed) if (!this.#draft.has(key)) yield value;
    yield* this.#draft.values();
  }
}
