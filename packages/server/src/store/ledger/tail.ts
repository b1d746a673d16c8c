import { Frontier } from "@begat/core/ledger";
import type { Counters } from "../append/state.ts";
import type { Row, Transaction } from "../database.ts";
import { entryLeaf, type StoredFields } from "./entry.ts";

/** Subtree hashes are kept for every 256 leaves, every 65,536, and so on: proofs hash at most 255 siblings a level. */
export const KEPT_LEVELS = 8;

/** The end of the ledger within one transaction: what is appended goes to the database with `write`. */
export class Tail {
  readonly #frontier: Frontier;
  readonly #entries: Row[] = [];
  readonly #payloads: Row[] = [];
  readonly #subtrees: Row[] = [];
  #recordedAt: number;

  private constructor(frontier: Frontier, recordedAt: number) {
    this.#frontier = frontier;
    this.#recordedAt = recordedAt;
  }

  /** Reads the head; also answers the last node and metric keys in use. */
  static async open({ sql }: Transaction): Promise<{ tail: Tail; counters: Counters }> {
    const head = await sql
      .selectFrom("ledger_head")
      .selectAll()
      .where("id", "=", 1)
      .executeTakeFirstOrThrow();
    const frontier = head.size === 0 ? Frontier.empty() : Frontier.decode(head.frontier);
    const counters = { lastNode: head.last_node, lastMetric: head.last_metric };
    return { tail: new Tail(frontier, head.recorded_at), counters };
  }

  /** The number of the next entry. */
  get nextSeq(): number {
    return this.#frontier.size + 1;
  }

  /** A time for the next entry that never goes back, in epoch milliseconds. */
  clock(): number {
    return Math.max(Date.now(), this.#recordedAt);
  }

  append(entry: StoredFields, salt: Uint8Array | null, payload: string): void {
    const leaf = entryLeaf(entry);
    const { seq, recorded_at, actor, source, format, payload_digest } = entry;
    this.#entries.push([seq, recorded_at, actor, source, format, payload_digest, leaf]);
    this.#payloads.push([seq, salt, payload]);
    this.#recordedAt = recorded_at;
    for (const { level, index, hash } of this.#frontier.append(leaf)) {
      if (level % KEPT_LEVELS === 0) this.#subtrees.push([level, index, hash]);
    }
  }

  async write(transaction: Transaction, counters: Counters): Promise<void> {
    if (this.#entries.length === 0) return;
    await transaction.write("ledger", this.#entries, "insert");
    await transaction.write("ledger_payload", this.#payloads, "insert");
    await transaction.write("merkle_node", this.#subtrees, "insert");
    const { size } = this.#frontier;
    const head = [1, size, this.#recordedAt, this.#frontier.encode(), counters.lastNode, counters.lastMetric];
    await transaction.write("ledger_head", [head], "upsert");
  }
}
