import type { Change } from "@begat/core";
import { type Checkpoint, Frontier } from "@begat/core/ledger";
import type { Database } from "../database.ts";
import { entryLeaf, payloadDigest, stubDigest } from "./entry.ts";
import { readEntries, readHead } from "./read.ts";
import { KEPT_LEVELS } from "./tail.ts";

export interface Fault {
  /** The first bad entry; for a root that differs, the first entry that may be bad. */
  readonly seq: number;
  readonly problem: string;
}

export interface Verification {
  readonly size: number;
  readonly root: string;
  readonly erased: number;
  readonly checkpoints: number;
  readonly fault?: Fault;
}

const ENTRIES_AT_ONCE = 2000;

/**
 * Reads the whole ledger and checks it: numbers without gaps, times that never go back, each payload against its digest,
 * each leaf, the kept subtree hashes, the head, and the root at each checkpoint (signatures are checked by the caller).
 * Stops at the first fault. `onProgress` is told how many entries were read.
 */
export async function verifyLedger(
  database: Database,
  checkpoints: readonly Checkpoint[],
  onProgress: (entries: number) => void = () => {},
): Promise<Verification> {
  const check = new LedgerCheck(database, checkpoints);
  for (;;) {
    const rows = await readEntries(database, check.size, ENTRIES_AT_ONCE);
    for (const row of rows) {
      check.take(row);
      if (check.fault !== undefined) return check.result();
    }
    onProgress(check.size);
    if (rows.length < ENTRIES_AT_ONCE) break;
  }
  await check.finish();
  return check.result();
}

type EntryRow = Awaited<ReturnType<typeof readEntries>>[number];

class LedgerCheck {
  fault: Fault | undefined;
  readonly #database: Database;
  readonly #checkpoints = new Map<number, readonly Checkpoint[]>();
  readonly #frontier = Frontier.empty();
  readonly #subtrees = new Map<string, string>();
  readonly #erased = new Map<number, string>();
  readonly #erasures = new Map<number, string>();
  readonly #given: number;
  #recordedAt = 0;
  #lastGood = 0;

  constructor(database: Database, checkpoints: readonly Checkpoint[]) {
    this.#database = database;
    for (const checkpoint of checkpoints) {
      this.#checkpoints.set(checkpoint.size, [...(this.#checkpoints.get(checkpoint.size) ?? []), checkpoint]);
    }
    this.#given = this.#checkpoints.size;
  }

  get size(): number {
    return this.#frontier.size;
  }

  take(row: EntryRow): void {
    const seq = this.size + 1;
    const problem = this.#problem(row, seq);
    if (problem !== undefined) {
      this.fault = { seq, problem };
      return;
    }
    this.#recordedAt = row.recorded_at;
    this.#noteErasure(row);
    for (const { level, index, hash } of this.#frontier.append(Buffer.from(row.leaf))) {
      if (level % KEPT_LEVELS === 0) this.#subtrees.set(`${level} ${index}`, hash.toString("hex"));
    }
    this.#checkCheckpoint(seq);
  }

  #problem(row: EntryRow, seq: number): string | undefined {
    if (row.seq !== seq) return `entry ${seq} is missing; the next one is ${row.seq}`;
    if (row.recorded_at < this.#recordedAt) return "it was recorded before the entry in front of it";
    if (!entryLeaf(row).equals(row.leaf)) return "its fields do not hash to its leaf";
    if (row.salt !== null && !payloadDigest(row.salt, row.payload).equals(row.payload_digest)) {
      return "its payload does not hash to its digest";
    }
    return undefined;
  }

  #noteErasure(row: EntryRow): void {
    if (row.salt === null) this.#erased.set(row.seq, stubDigest(row.payload));
    if (row.source !== "erasure") return;
    for (const item of (JSON.parse(row.payload) as Change).assertions) {
      if (item.assert === "erase") this.#erasures.set(item.seq, item.stub_digest);
    }
  }

  #checkCheckpoint(seq: number): void {
    const checkpoints = this.#checkpoints.get(seq);
    if (checkpoints === undefined) return;
    const root = this.#frontier.root();
    // Two roots of one size are two histories: every note counts, not only the last.
    if (checkpoints.some((checkpoint) => !root.equals(checkpoint.root))) {
      const problem = `an entry from ${this.#lastGood + 1} to ${seq} is not the one that the checkpoint of size ${seq} signed`;
      this.fault = { seq: this.#lastGood + 1, problem };
    }
    this.#lastGood = seq;
    this.#checkpoints.delete(seq);
  }

  /** What can only be said at the end of the ledger. */
  async finish(): Promise<void> {
    const unstated = [...this.#erased.keys()].find((seq) => !this.#erasures.has(seq));
    const forged = [...this.#erased].find(([seq, digest]) => this.#erasures.get(seq) !== digest);
    const head = await readHead(this.#database);
    const beyond = Math.min(...this.#checkpoints.keys());
    if (unstated !== undefined)
      this.fault = { seq: unstated, problem: "its payload is gone, and no entry says that it was erased" };
    else if (Number.isFinite(beyond)) {
      this.fault = {
        seq: this.size + 1,
        problem: `a checkpoint signed ${beyond} entries, the ledger has ${this.size}`,
      };
    } else if (forged !== undefined) {
      this.fault = { seq: forged[0], problem: "its stub is not the one that erasing left" };
    } else if (head.size !== this.size || !this.#frontier.root().equals(head.root)) {
      this.fault = { seq: this.size, problem: `the head speaks of ${head.size} entries with another root` };
    } else await this.#checkSubtrees();
  }

  async #checkSubtrees(): Promise<void> {
    const rows = await this.#database.sql.selectFrom("merkle_node").selectAll().execute();
    for (const { level, position, hash } of rows) {
      const key = `${level} ${position}`;
      if (this.#subtrees.get(key) !== Buffer.from(hash).toString("hex")) {
        this.fault = {
          seq: position * 2 ** level + 1,
          problem: `the kept hash of the ${2 ** level} entries from here differs`,
        };
        return;
      }
    }
  }

  result(): Verification {
    return {
      size: this.size,
      root: this.#frontier.root().toString("hex"),
      erased: this.#erased.size,
      checkpoints: this.#given - this.#checkpoints.size,
      ...(this.fault !== undefined && { fault: this.fault }),
    };
  }
}
