import { open } from "node:fs/promises";
import { BegatError } from "@begat/core";
import {
  type Checkpoint,
  formatVerifier,
  type NoteKey,
  openCheckpoint,
  parseVerifier,
  signCheckpoint,
} from "@begat/core/ledger";
import type { Head } from "../store/port/entries.ts";

export interface CheckpointerOptions {
  readonly key: NoteKey;
  head(): Promise<Head>;
  /** The oldest checkpoint that the store keeps. */
  first(): Promise<string | undefined>;
  /** Keeps a signed checkpoint in the store, unless it has one of that size. */
  save(size: number, note: string): Promise<void>;
  /** A file elsewhere that each new checkpoint is appended to. */
  readonly file?: string;
}

/** Signs the head of the ledger (C2SP tlog-checkpoint), and appends what it signed to a file that the operator does not own. */
export class Checkpointer {
  readonly #options: CheckpointerOptions;
  #signed: { readonly size: number; readonly note: string } | undefined;
  #filed = 0;

  constructor(options: CheckpointerOptions) {
    this.#options = options;
  }

  /**
   * Signs the ledger for the first time. Throws `conflict` when another key has: two servers of one ledger must sign
   * with one key, or auditors could not tell a second ledger from the first; and what keeps the file from being written.
   */
  async claim(): Promise<void> {
    if (this.#options.file !== undefined) await (await open(this.#options.file, "a")).close();
    if ((await this.#options.first()) === undefined) await this.checkpoint();
    const first = (await this.#options.first()) ?? "";
    try {
      openCheckpoint(first, this.#options.key);
    } catch (cause) {
      throw otherKey(first, this.#options.key.name, cause);
    }
  }

  /** The key that its signatures are checked with, as text. */
  get verifier(): string {
    return formatVerifier(this.#options.key);
  }

  /** The signed head of now. */
  async checkpoint(): Promise<string> {
    const { size, root } = await this.#options.head();
    if (this.#signed?.size === size) return this.#signed.note;
    const { key } = this.#options;
    const note = signCheckpoint({ origin: key.name, size, root }, key);
    await this.#options.save(size, note);
    this.#signed = { size, note };
    return note;
  }

  /** Appends the head to the file when it has moved since the last time; durable when it answers. */
  async file(): Promise<void> {
    if (this.#options.file === undefined) return;
    const note = await this.checkpoint();
    const size = this.#signed?.size ?? 0;
    if (size === 0 || size === this.#filed) return;
    const handle = await open(this.#options.file, "a");
    try {
      await handle.write(`${note}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    this.#filed = size;
  }
}

function otherKey(first: string, own: string, cause: unknown): BegatError {
  const name = first.split("\n", 1)[0] ?? "";
  const message = `this ledger is signed by the key ${name}, not by ${own}, the ledger.key of this folder; put the ledger.key of the server that signed it in its place`;
  return new BegatError("conflict", message, { signed_by: name, own }, { cause });
}

/**
 * The checkpoints of such a file, signatures checked. Throws `invalid` for one that the key did not sign; passes over a
 * last one that a crash cut off.
 */
export function readCheckpoints(text: string, verifierKey: string): readonly Checkpoint[] {
  const verifier = parseVerifier(verifierKey);
  const notes = text.replaceAll("\r\n", "\n").split(/\n\n(?=[^\u2014\n])/);
  const whole = /\n\u2014 \S+ \S+\n/.test(`${notes.at(-1)}`) ? notes : notes.slice(0, -1);
  return whole.map((note) => openCheckpoint(`${note.trim()}\n`, verifier));
}
