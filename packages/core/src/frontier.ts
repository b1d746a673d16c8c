import { hash } from "node:crypto";
import { BegatError } from "./error.ts";
import { half, isOdd, isSize } from "./tree-size.ts";

const HASH_LENGTH = 32;

/** The root of the tree without leaves: the SHA-256 of nothing (RFC 9162, section 2.1.1). */
export const EMPTY_ROOT: Buffer = hash("sha256", "", "buffer");

/** The hash of a leaf: SHA-256(0x00 ‖ data), 32 bytes (RFC 9162, section 2.1.1). Text is taken as UTF-8. */
export function leafHash(data: Uint8Array | string): Buffer {
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  return hash("sha256", Buffer.concat([LEAF_PREFIX, bytes]), "buffer");
}

const LEAF_PREFIX = Buffer.of(0x00);

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right), 32 bytes (RFC 9162, section 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(1 + 2 * HASH_LENGTH);
  bytes[0] = 0x01;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_LENGTH);
  return hash("sha256", bytes, "buffer");
}

/** A complete subtree: the leaves from `index * 2^level` up to `(index + 1) * 2^level`. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/**
 * The right edge of a growing tree: the roots of the complete subtrees it falls into, one for each 1 bit of its
 * size, from left to right. All that appending and the root need. `append` changes it; sizes up to 2^53 - 1.
 */
export class Frontier {
  #size: number;
  readonly #peaks: Buffer[];

  private constructor(size: number, peaks: Buffer[]) {
    this.#size = size;
    this.#peaks = peaks;
  }

  static empty(): Frontier {
    return new Frontier(0, []);
  }

  /** Reads what `encode` wrote. Throws `invalid` for anything else. */
  static decode(bytes: Uint8Array): Frontier {
    const buffer = Buffer.from(bytes);
    const size = buffer.length < 8 ? -1 : Number(buffer.readBigUInt64BE());
    if (!isSize(size) || buffer.length !== 8 + HASH_LENGTH * countPeaks(size)) {
      throw new BegatError("invalid", "frontier: not the bytes of a frontier, rebuild it from the leaves");
    }
    const starts = Array.from({ length: countPeaks(size) }, (_, i) => 8 + HASH_LENGTH * i);
    return new Frontier(
      size,
      starts.map((start) => buffer.subarray(start, start + HASH_LENGTH)),
    );
  }

  /** The size as 8 bytes, big-endian, then the hashes from left to right, 32 bytes each. */
  encode(): Buffer {
    const size = Buffer.alloc(8);
    size.writeBigUInt64BE(BigInt(this.#size));
    return Buffer.concat([size, ...this.#peaks]);
  }

  /** How many leaves the tree has. */
  get size(): number {
    return this.#size;
  }

  /** Adds a leaf by its hash; answers every complete subtree of level 1 and up that it completed, lowest first. */
  append(leaf: Uint8Array): readonly Subtree[] {
    if (leaf.length !== HASH_LENGTH) throw new BegatError("invalid", "leaf: give its hash, 32 bytes");
    if (!isSize(this.#size + 1))
      throw new BegatError("too_large", "leaf: the tree is full at 2^53 - 1 leaves");
    const completed: Subtree[] = [];
    let hash: Buffer = Buffer.from(leaf);
    let index = this.#size;
    for (let level = 1; isOdd(index); level++) {
      hash = nodeHash(this.#peaks.pop()!, hash);
      index = half(index);
      completed.push({ level, index, hash });
    }
    this.#peaks.push(hash);
    this.#size++;
    return completed;
  }

  /** The Merkle tree hash of all leaves, `EMPTY_ROOT` without any. */
  root(): Buffer {
    const last = this.#peaks.at(-1);
    if (last === undefined) return EMPTY_ROOT;
    return this.#peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
  }
}

/**
 * The Merkle tree hash MTH (RFC 9162, section 2.1.1) of leaves given by their hashes. It also joins the roots of
 * neighbouring subtrees of one level, of which the last may be cut off on the right.
 */
export function subtreeHash(leaves: readonly Uint8Array[]): Buffer {
  const frontier = Frontier.empty();
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
}

function countPeaks(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = half(rest)) if (isOdd(rest)) count++;
  return count;
}
