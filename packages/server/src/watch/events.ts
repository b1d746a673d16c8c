/** A row of the ledger as live updates need it. */
export interface LiveEntry {
  readonly seq: number;
}

export interface EventsOptions<E extends LiveEntry> {
  /** How many entries the ledger has. */
  size(): Promise<number>;
  /** Entries after a number, in order, at most `limit`. */
  entries(after: number, limit: number): Promise<readonly E[]>;
}

const ENTRIES_AT_ONCE = 200;
/** Another server may write to the same database: its entries are looked for this often. */
const POLL_MS = 1_000;

interface Subscriber<E> {
  next: number;
  readonly listener: (entry: E) => void;
}

/** Tells subscribers of each ledger entry, in order, none left out. Costs nothing while nobody listens. */
export class Events<E extends LiveEntry> {
  readonly #options: EventsOptions<E>;
  readonly #subscribers = new Set<Subscriber<E>>();
  #timer: NodeJS.Timeout | undefined;
  #delivering = false;
  #again = false;

  constructor(options: EventsOptions<E>) {
    this.#options = options;
  }

  /** Calls `listener` for each entry after `after` (from now on when undefined) until the answer is called. */
  subscribe(after: number | undefined, listener: (entry: E) => void): () => void {
    const subscriber: Subscriber<E> = { next: after ?? Number.POSITIVE_INFINITY, listener };
    this.#subscribers.add(subscriber);
    this.#timer ??= setInterval(() => this.notify(), POLL_MS).unref();
    if (after !== undefined) this.notify();
    else void this.#options.size().then((size) => (subscriber.next = Math.min(subscriber.next, size)));
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size === 0) this.close();
    };
  }

  /** Looks for new entries: after each append here, and now and then for those of other servers. */
  notify(): void {
    if (this.#subscribers.size === 0) return;
    this.#again = true;
    if (!this.#delivering) void this.#deliver();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #deliver(): Promise<void> {
    this.#delivering = true;
    while (this.#again) {
      this.#again = false;
      for (const subscriber of this.#subscribers) await this.#deliverTo(subscriber).catch(() => {});
    }
    this.#delivering = false;
  }

  async #deliverTo(subscriber: Subscriber<E>): Promise<void> {
    while (this.#subscribers.has(subscriber) && Number.isFinite(subscriber.next)) {
      const entries = await this.#options.entries(subscriber.next, ENTRIES_AT_ONCE);
      for (const entry of entries) {
        subscriber.next = entry.seq;
        subscriber.listener(entry);
      }
      if (entries.length < ENTRIES_AT_ONCE) return;
    }
  }
}
