import { areEqual, fromHex, sha256 } from "./sha256.ts";
import { half, isOdd, isSize } from "./tree-size.ts";

/** The SHA-256 of nothing. */
const EMPTY_ROOT = fromHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
const NODE_PREFIX = Uint8Array.of(0x01);

/**
 * Whether a proof shows that the leaf with this hash stands at `index` in the tree of `size` leaves with this
 * root (RFC 9162, section 2.1.3.2). False for anything malformed.
 */
export async function verifyInclusion(claim: {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}): Promise<boolean> {
  const { leaf, index, size, proof, root } = claim;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (!areHashes([leaf, root]) || !areHashes(proof)) return false;
  let [fn, sn] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) return false;
    const left = isOdd(fn) || fn === sn;
    hash = await (left ? nodeHash(sibling, hash) : nodeHash(hash, sibling));
    [fn, sn] = climb(fn, sn, left);
  }
  return sn === 0 && areEqual(hash, root);
}

/**
 * Whether a proof shows that the tree of `second` leaves only adds to the tree of `first` leaves (RFC 9162, section
 * 2.1.4.2). With `first` 0 or `second` the proof is empty. False for anything malformed.
 */
export async function verifyConsistency(claim: {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): Promise<boolean> {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!isSize(first) || !isSize(second) || first > second) return false;
  if (!areHashes([firstRoot, secondRoot]) || !areHashes(proof)) return false;
  if (first === second) return proof.length === 0 && areEqual(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && areEqual(firstRoot, EMPTY_ROOT);
  return verifyGrowth(first, second, firstRoot, secondRoot, proof);
}

async function verifyGrowth(
  first: number,
  second: number,
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
  proof: readonly Uint8Array[],
): Promise<boolean> {
  let [fn, sn] = [first - 1, second - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  // fn is 0 when the first tree is one complete subtree: its root is known and not part of the proof.
  const [seed, ...rest] = fn === 0 ? [firstRoot, ...proof] : proof;
  if (seed === undefined) return false;
  let [firstHash, secondHash] = [seed, seed];
  for (const sibling of rest) {
    if (sn === 0) return false;
    const left = isOdd(fn) || fn === sn;
    if (left) firstHash = await nodeHash(sibling, firstHash);
    secondHash = await (left ? nodeHash(sibling, secondHash) : nodeHash(secondHash, sibling));
    [fn, sn] = climb(fn, sn, left);
  }
  return sn === 0 && areEqual(firstHash, firstRoot) && areEqual(secondHash, secondRoot);
}

/** One level up; from a left sibling past the levels where the node on the right edge has none. */
function climb(fn: number, sn: number, left: boolean): [number, number] {
  if (left) while (fn > 0 && !isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  return [half(fn), half(sn)];
}

function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  return sha256(NODE_PREFIX, left, right);
}

function areHashes(values: readonly Uint8Array[]): boolean {
  return Array.isArray(values) && values.every((value) => value instanceof Uint8Array && value.length === 32);
}
