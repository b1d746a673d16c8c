import { setTimeout as wait } from "node:timers/promises";
import type { Entry } from "../store/port/entries.ts";

/** Tries work again, ever more slowly, until it succeeds; undefined when the server closes first, which the signal tells. */
export type UntilDone = <T>(work: (closing: AbortSignal) => Promise<T>) => Promise<T | undefined>;

export interface FollowerOptions {
  /** How many entries the ledger has. */
  size(): Promise<number>;
  /** The last entry that was followed; undefined the first time. */
  followed(): Promise<number | undefined>;
  /** Keeps that number for the next start. */
  keepFollowed(seq: number): Promise<void>;
  subscribe(after: number | undefined, listener: (entry: Entry) => Promise<void>): () => void;
  /**
   * What is done about an entry; what may fail goes through `untilDone`. Answers whether anything was done: the place of
   * the entry is kept then before the next one comes.
   */
  follow(entry: Entry, untilDone: UntilDone): Promise<boolean>;
  /** Told of work that failed and is tried again. */
  onError(error: unknown, message: string): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** How many entries about which nothing was done may pass before the place among them is kept. */
const ENTRIES_UNKEPT = 500;

/** Follows the ledger from where it stood when the server ran last: does something about each entry, in order, at least once. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #closing = new AbortController();
  #unsubscribe = (): void => {};
  #unkept = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** Goes on where it stood; the first time with what is recorded from now on. */
  async start(): Promise<void> {
    const followed = (await this.#options.followed()) ?? (await this.#begin());
    this.#unsubscribe = this.#options.subscribe(followed, (entry) => this.#take(entry));
  }

  close(): void {
    this.#closing.abort();
    this.#unsubscribe();
  }

  async #begin(): Promise<number> {
    const size = await this.#options.size();
    await this.#options.keepFollowed(size);
    return size;
  }

  async #take(entry: Entry): Promise<void> {
    const done = await this.#options.follow(entry, this.#untilDone);
    this.#unkept += 1;
    if (this.#closing.signal.aborted || (!done && this.#unkept < ENTRIES_UNKEPT)) return;
    await this.#options.keepFollowed(entry.seq);
    this.#unkept = 0;
  }

  readonly #untilDone: UntilDone = async (work) => {
    const { signal } = this.#closing;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
      if (signal.aborted) return undefined;
      try {
        return await work(signal);
      } catch (error) {
        if (signal.aborted) return undefined;
        this.#options.onError(error, `an entry could not be followed; again in ${pause} ms`);
        // It ends early when the server closes.
        await wait(pause, undefined, { signal }).catch(() => {});
      }
    }
  };
}
