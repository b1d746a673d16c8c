import { BegatError, type Receipt } from "@begat/core";
import type { Fatal } from "../store/fatal.ts";
import type { Erasure } from "../store/ledger/erase.ts";
import type { StoreLocation } from "../store/location.ts";
import type { Ledger, Outcome, Submission } from "../store/port/append.ts";
import { ENTRIES_A_STEP } from "../store/search-index.ts";
import type { Writer } from "../store/writer.ts";
import type { Remote } from "./rpc.ts";
import { spawn } from "./spawn.ts";
import { toWire } from "./wire-submission.ts";
import type { WriterHandlers } from "./writer.ts";

/** How much text may wait to be written; what would exceed it is to come again later, before memory ends. */
const MAX_WAITING = 64 * 1024 * 1024;

/**
 * The full-text index follows when nothing was written for a while, and step by step when it lags this far behind: in longer
 * steps the farther it does, so that it keeps up with writers of any number.
 */
const IDLE_MS = 5;
const MAX_UNINDEXED = 20_000;
const STEPS_TO_CATCH_UP = 10;
const MOST_A_STEP = 1_000;

export interface WriterThreadOptions {
  readonly location: StoreLocation;
  /** Told once when nothing more may be written. */
  readonly onFatal: (reason: string) => void;
  /** Told of what failed and will be tried again: the full-text index. */
  readonly onError: (error: unknown) => void;
  /** Told when something more is durable. */
  readonly onAppended: () => void;
  /** Told when the full-text index has gone on. */
  readonly onIndexed: () => void;
}

/** The one writer, on its own thread. */
export class WriterThread implements Ledger {
  readonly #remote: Remote<WriterHandlers>;
  readonly #options: WriterThreadOptions;
  /** How much text waits to be written, and how many requests. */
  #waiting = 0;
  #writing = 0;
  /** About how many entries the full-text index lacks; it may lack some of an earlier start. */
  #unindexed = 1;
  #indexing: Promise<boolean> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isClosing = false;

  constructor(options: WriterThreadOptions) {
    this.#options = options;
    this.#remote = spawn<WriterHandlers>("writer", { location: options.location });
  }

  /** Waits until the database is open, its schema up to date. Throws what kept it from opening. */
  async ready(): Promise<void> {
    await this.#remote.call("ready");
    this.#remote.onEnd(({ message }) => {
      if (!this.#isClosing) this.#options.onFatal(`the thread that writes has ended: ${message}`);
    });
    this.#indexNext();
  }

  async append(submissions: readonly Submission[]): Promise<readonly Outcome[]> {
    if (submissions.length === 0) return [];
    const size = textOf(submissions);
    if (this.#waiting > 0 && this.#waiting + size > MAX_WAITING) throw tooBusy();
    this.#waiting += size;
    this.#writing += 1;
    clearTimeout(this.#idle);
    try {
      const outcomes = this.#checked(await this.#remote.call("append", submissions.map(toWire)));
      this.#unindexed += outcomes.length;
      this.#options.onAppended();
      return outcomes;
    } finally {
      this.#waiting -= size;
      this.#writing -= 1;
      this.#indexNext();
    }
  }

  async erase(erasure: Erasure): Promise<Receipt> {
    const receipt = this.#checked(await this.#remote.call("erase", erasure));
    this.#options.onAppended();
    return receipt;
  }

  async insert(...args: Parameters<Writer["insert"]>): Promise<void> {
    this.#checked(await this.#remote.call("insert", ...args));
  }

  async stampToken(...args: Parameters<Writer["stampToken"]>): Promise<void> {
    this.#checked(await this.#remote.call("stampToken", ...args));
  }

  async keepCursor(...args: Parameters<Writer["keepCursor"]>): Promise<void> {
    this.#checked(await this.#remote.call("keepCursor", ...args));
  }

  async keepRejected(...args: Parameters<Writer["keepRejected"]>): Promise<void> {
    this.#checked(await this.#remote.call("keepRejected", ...args));
  }

  async shortenLog(...args: Parameters<Writer["shortenLog"]>): Promise<boolean> {
    return this.#checked(await this.#remote.call("shortenLog", ...args));
  }

  /** Waits until the full-text index has reached the ledger's end, or fails on its way there. */
  async indexed(): Promise<void> {
    do await this.#written();
    while ((await this.#index()) && this.#unindexed > 0 && !this.#isClosing);
  }

  async close(): Promise<void> {
    await this.#written();
    this.#isClosing = true;
    clearTimeout(this.#idle);
    await this.#indexing;
    await this.#remote.call("close");
    await this.#remote.terminate();
  }

  /** Waits until nothing is being written. */
  async #written(): Promise<void> {
    while (this.#writing > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  #indexNext(): void {
    if (this.#unindexed > MAX_UNINDEXED) void this.#index();
    else if (this.#writing === 0 && this.#unindexed > 0)
      this.#idle = setTimeout(() => void this.#index(), IDLE_MS).unref();
  }

  /** Brings the index up to date, or as near as it has to be while there is something to write. Answers whether it could. */
  #index(): Promise<boolean> {
    this.#indexing ??= this.#indexSteps().finally(() => {
      this.#indexing = undefined;
    });
    return this.#indexing;
  }

  async #indexSteps(): Promise<boolean> {
    while (this.#isBehind()) if (!(await this.#indexStep())) return false;
    return true;
  }

  #isBehind(): boolean {
    return !this.#isClosing && this.#unindexed > (this.#writing === 0 ? 0 : MAX_UNINDEXED);
  }

  /** Answers whether it went on; what failed is tried again after the next write. */
  async #indexStep(): Promise<boolean> {
    const before = this.#unindexed;
    const entries = entriesAStep(before);
    try {
      const lacking = this.#checked(await this.#remote.call("index", entries));
      this.#options.onIndexed();
      // With what has come meanwhile.
      this.#unindexed += lacking - before;
      return true;
    } catch (error) {
      this.#options.onError(error);
      return false;
    }
  }

  #checked<T>(answer: T | Fatal): T {
    if (typeof answer !== "object" || answer === null || !("fatal" in answer)) return answer as T;
    this.#options.onFatal(answer.fatal);
    throw new Error(answer.fatal);
  }
}

/** More than one step's where it lags so far behind that steps of that length would not keep up. */
function entriesAStep(unindexed: number): number {
  const excess = Math.ceil((unindexed - MAX_UNINDEXED) / STEPS_TO_CATCH_UP);
  return Math.min(MOST_A_STEP, Math.max(ENTRIES_A_STEP, excess));
}

function textOf(submissions: readonly Submission[]): number {
  return submissions.reduce((sum, { canonical }) => sum + canonical.length, 0);
}

function tooBusy(): BegatError {
  return new BegatError(
    "unavailable",
    "more waits to be written than the server can hold; send it again later",
  );
}
