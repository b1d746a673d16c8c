import { createHash } from "node:crypto";
import { leafHash } from "../src/merkle.ts";

/** The leaves of the trees that the tests make. */
export const leaves = Array.from({ length: 300 }, (_, i) => leafHash(`leaf ${i}`));

/** The largest power of two less than n. */
export function splitOf(n: number): number {
  return 2 ** ((n - 1).toString(2).length - 1);
}

/** MTH, word for word from RFC 9162, section 2.1.1. */
export function reference(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return createHash("sha256").digest();
  if (hashes.length === 1) return hashes[0]!;
  const k = splitOf(hashes.length);
  const parts = [Buffer.of(1), reference(hashes.slice(0, k)), reference(hashes.slice(k))];
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}

/** Their roots by size. */
export const roots = leaves.map((_, size) => reference(leaves.slice(0, size)));

/** Reads the hash of any part of a tree. */
export const reader = (hashes: readonly Buffer[]) => async (start: number, end: number) =>
  reference(hashes.slice(start, end));
