import type { Receipt } from "@begat/core";
import type { Erasure } from "../store/ledger/erase.ts";
import type { StoreLocation } from "../store/open.ts";
import type { Ledger, Outcome, Submission } from "../store/port.ts";
import type { Fatal, Writer } from "../store/writer.ts";
import type { Remote } from "./rpc.ts";
import { spawn } from "./spawn.ts";
import { toWire } from "./wire-submission.ts";
import type { WriterHandlers } from "./writer.ts";

/** How many changes may share one transaction, and how many assertions before the group is closed. */
const GROUP_CHANGES = 512;
const GROUP_ASSERTIONS = 20_000;

interface Waiting {
  readonly submissions: readonly Submission[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface WriterThreadOptions {
  readonly location: StoreLocation;
  /** Told once when nothing more may be written. */
  readonly onFatal: (reason: string) => void;
  /** Told after each durable group. */
  readonly onAppended: () => void;
}

/** The one writer, on its own thread. While a group is being written the next one gathers: one commit for all of it. */
export class WriterThread implements Ledger {
  readonly #remote: Remote<WriterHandlers>;
  readonly #options: WriterThreadOptions;
  readonly #queue: Waiting[] = [];
  #writing = false;
  #indexed = true;
  #indexing: Promise<void> | undefined;

  constructor(options: WriterThreadOptions) {
    this.#options = options;
    this.#remote = spawn<WriterHandlers>("writer", { location: options.location });
  }

  /** Waits until the database is open, its schema up to date. Throws what kept it from opening. */
  ready(): Promise<void> {
    return this.#remote.call("ready");
  }

  append(submissions: readonly Submission[]): Promise<readonly Outcome[]> {
    if (submissions.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.#queue.push({ submissions, resolve, reject });
      if (!this.#writing) void this.#write();
    });
  }

  async erase(erasure: Erasure): Promise<Receipt> {
    const receipt = this.#checked(await this.#remote.call("erase", erasure));
    this.#appended();
    return receipt;
  }

  upsert(...args: Parameters<Writer["upsert"]>): Promise<void> {
    return this.#remote.call("upsert", ...args);
  }

  /** Waits until the full-text index has reached the ledger's end. */
  async indexed(): Promise<void> {
    this.#index();
    await this.#indexing;
  }

  async close(): Promise<void> {
    await this.#indexing;
    await this.#remote.call("close");
    await this.#remote.terminate();
  }

  async #write(): Promise<void> {
    this.#writing = true;
    for (let group = this.#nextGroup(); group.length > 0; group = this.#nextGroup())
      await this.#writeGroup(group);
    this.#writing = false;
    this.#index();
  }

  #nextGroup(): readonly Waiting[] {
    let changes = 0;
    let assertions = 0;
    let taken = 0;
    for (const { submissions } of this.#queue) {
      if (taken > 0 && (changes >= GROUP_CHANGES || assertions >= GROUP_ASSERTIONS)) break;
      changes += submissions.length;
      for (const { change } of submissions) assertions += change.assertions.length;
      taken += 1;
    }
    return this.#queue.splice(0, taken);
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const submissions = group.flatMap((waiting) => waiting.submissions.map(toWire));
      const outcomes = this.#checked(await this.#remote.call("append", submissions));
      let from = 0;
      for (const waiting of group) {
        waiting.resolve(outcomes.slice(from, from + waiting.submissions.length));
        from += waiting.submissions.length;
      }
      this.#appended();
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    }
  }

  #appended(): void {
    this.#indexed = false;
    this.#options.onAppended();
  }

  /** Brings the index up to date while nothing waits to be written. */
  #index(): void {
    if (this.#indexed || this.#indexing !== undefined) return;
    this.#indexing = this.#indexSteps().finally(() => {
      this.#indexing = undefined;
    });
  }

  async #indexSteps(): Promise<void> {
    while (!this.#indexed && !this.#writing) this.#indexed = this.#checked(await this.#remote.call("index"));
  }

  #checked<T>(answer: T | Fatal): T {
    if (typeof answer !== "object" || answer === null || !("fatal" in answer)) return answer as T;
    this.#options.onFatal(answer.fatal);
    throw new Error(answer.fatal);
  }
}
