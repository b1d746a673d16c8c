import type { Reader } from "../store/port/reader.ts";

/** A row of the ledger as live updates need it. */
export interface LiveEntry {
  readonly seq: number;
}

export interface EventsOptions<E extends LiveEntry> {
  /** How many entries the ledger has. */
  size(): Promise<number>;
  /** Entries after a number as a reader may see them, in order, at most `limit`. */
  entries(reader: Reader, after: number, limit: number): Promise<readonly E[]>;
}

/** Few, because each slow subscriber holds on to its own. */
const ENTRIES_AT_ONCE = 50;
/** Another server may write to the same database: its entries are looked for this often. */
const POLL_MS = 1_000;

interface Subscriber<E> {
  readonly reader: Reader;
  /** The entry it was told of last; undefined until the size of the ledger is known. */
  last: number | undefined;
  readonly listener: (entry: E) => Promise<void>;
  delivering: boolean;
  again: boolean;
}

/** Tells each subscriber of each ledger entry, in order, none left out, at its own pace. Costs nothing while nobody listens. */
export class Events<E extends LiveEntry> {
  readonly #options: EventsOptions<E>;
  readonly #subscribers = new Set<Subscriber<E>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: EventsOptions<E>) {
    this.#options = options;
  }

  /**
   * Calls `listener` for each entry after `after` that the reader may see (from now on when undefined) until the answer is called.
   * The next entry waits until the promise of the one before has settled.
   */
  subscribe(reader: Reader, after: number | undefined, listener: (entry: E) => Promise<void>): () => void {
    const subscriber = { reader, last: after, listener, delivering: false, again: false };
    this.#subscribers.add(subscriber);
    this.#timer ??= setInterval(() => this.notify(), POLL_MS).unref();
    this.#wake(subscriber);
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size === 0) this.close();
    };
  }

  /** Looks for new entries: after each append here, and now and then for those of other servers. */
  notify(): void {
    for (const subscriber of this.#subscribers) this.#wake(subscriber);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #wake(subscriber: Subscriber<E>): void {
    subscriber.again = true;
    if (!subscriber.delivering) void this.#deliver(subscriber);
  }

  async #deliver(subscriber: Subscriber<E>): Promise<void> {
    subscriber.delivering = true;
    while (subscriber.again && this.#subscribers.has(subscriber)) {
      subscriber.again = false;
      await this.#deliverTo(subscriber).catch(() => {});
    }
    subscriber.delivering = false;
  }

  async #deliverTo(subscriber: Subscriber<E>): Promise<void> {
    subscriber.last ??= await this.#options.size();
    let full = true;
    while (full) {
      const entries = await this.#options.entries(subscriber.reader, subscriber.last, ENTRIES_AT_ONCE);
      for (const entry of entries) {
        if (!this.#subscribers.has(subscriber)) return;
        subscriber.last = entry.seq;
        await subscriber.listener(entry);
      }
      full = entries.length === ENTRIES_AT_ONCE;
    }
  }
}
