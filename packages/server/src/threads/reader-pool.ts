import { setTimeout } from "node:timers/promises";
import type { Reads } from "../query/reads.ts";
import type { StoreLocation } from "../store/location.ts";
import type { Remote } from "./rpc.ts";
import { spawn } from "./spawn.ts";

interface ReaderData {
  readonly location: StoreLocation;
  readonly secret: Uint8Array;
}

/** Reads run on threads of their own. A call goes to the one that has least to do; another is started when none is free. */
export class ReaderPool {
  #readers: readonly Remote<Reads>[] = [];
  readonly #most: number;
  readonly #data: ReaderData;
  #pause: Promise<unknown> | undefined;

  constructor(most: number, data: ReaderData) {
    this.#most = most;
    this.#data = data;
    this.#start();
  }

  call<N extends keyof Reads & string>(
    name: N,
    ...args: Parameters<Reads[N]>
  ): Promise<Awaited<ReturnType<Reads[N]>>> {
    if (this.#pause === undefined) return this.#free().call(name, ...args);
    return this.#pause.then(() => this.call(name, ...args));
  }

  /**
   * Runs something while nobody reads: what has begun to read ends, and what comes meanwhile waits, no longer than `patience`
   * milliseconds. Undefined, and not run, where those who read take longer than that, or another pause is on.
   */
  async whilePaused<T>(work: () => Promise<T>, patience: number): Promise<T | undefined> {
    if (this.#pause !== undefined) return undefined;
    const waited = new AbortController();
    const late = setTimeout(patience, false, { signal: waited.signal }).catch(() => false);
    const ended = Promise.all(this.#readers.map((reader) => reader.quiet())).then(() => true);
    const worked = Promise.race([ended, late]).then((isQuiet) => (isQuiet ? work() : undefined));
    // What it runs may itself have to wait for others.
    this.#pause = Promise.race([worked.catch(() => {}), late]).then(() => {
      waited.abort();
      this.#pause = undefined;
    });
    return worked;
  }

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.terminate()));
  }

  #free(): Remote<Reads> {
    this.#readers = this.#readers.filter((reader) => reader.ended === undefined);
    const [first, ...others] = this.#readers;
    if (first === undefined) return this.#start();
    const least = others.reduce((one, other) => (other.pending < one.pending ? other : one), first);
    return least.pending > 0 && this.#readers.length < this.#most ? this.#start() : least;
  }

  #start(): Remote<Reads> {
    const reader = spawn<Reads>("reader", this.#data);
    this.#readers = [...this.#readers, reader];
    return reader;
  }
}
