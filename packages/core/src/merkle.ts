import { BegatError } from "./error.ts";
import { EMPTY_ROOT, half, isOdd, isSize, nodeHash } from "./frontier.ts";

export { EMPTY_ROOT, Frontier, leafHash, nodeHash, type Subtree, subtreeHash } from "./frontier.ts";

/**
 * The Merkle tree hash of the leaves from `start` up to `end`, without `end`. A proof over a tree of n leaves asks
 * only for nodes of that tree. So `start` is a multiple of the smallest power of two that is not under
 * `end - start`; and the length is itself a power of two, unless `end` is n.
 */
export type SubtreeReader = (start: number, end: number) => Promise<Buffer>;

type Range = readonly [start: number, end: number];

/**
 * The inclusion proof PATH(index, D[size]), from the leaf up (RFC 9162, section 2.1.3.1).
 * Throws `invalid` unless 0 <= index < size.
 */
export async function inclusionProof(index: number, size: number, subtree: SubtreeReader): Promise<Buffer[]> {
  if (!isSize(index) || !isSize(size) || index >= size) {
    throw new BegatError("invalid", `index: ${index} is not a leaf of a tree of ${size} leaves`);
  }
  const { siblings } = descend(index, size, (start, end) => end - start === 1);
  return Promise.all(siblings.map(([start, end]) => subtree(start, end)));
}

/**
 * The consistency proof PROOF(first, D[second]) (RFC 9162, section 2.1.4.1): empty when `first` is 0 or `second`.
 * Throws `invalid` unless 0 <= first <= second.
 */
export async function consistencyProof(
  first: number,
  second: number,
  subtree: SubtreeReader,
): Promise<Buffer[]> {
  if (!isSize(first) || !isSize(second) || first > second) {
    throw new BegatError("invalid", `first: a tree of ${first} leaves does not grow to ${second}`);
  }
  if (first === 0) return [];
  const { node, siblings } = descend(first - 1, second, (_, end) => end === first);
  // From 0 the node is the whole first tree: the verifier has its root.
  const ranges = node[0] === 0 ? siblings : [node, ...siblings];
  return Promise.all(ranges.map(([start, end]) => subtree(start, end)));
}

/** The way from the root towards a leaf, until a node is the one asked for; its siblings from there up. */
function descend(leaf: number, size: number, isIt: (start: number, end: number) => boolean) {
  const siblings: Range[] = [];
  let [start, end] = [0, size];
  while (!isIt(start, end)) {
    const middle = split(start, end);
    if (leaf < middle) {
      siblings.unshift([middle, end]);
      end = middle;
    } else {
      siblings.unshift([start, middle]);
      start = middle;
    }
  }
  const node: Range = [start, end];
  return { node, siblings };
}

/**
 * Whether a proof shows that the leaf with this hash stands at `index` in the tree of `size` leaves with this
 * root (RFC 9162, section 2.1.3.2). False for anything malformed; never throws.
 */
export function verifyInclusion(claim: {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  const { leaf, index, size, proof, root } = claim;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (!areHashes([leaf, root]) || !areHashes(proof)) return false;
  let [fn, sn] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) return false;
    const left = isOdd(fn) || fn === sn;
    hash = left ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    [fn, sn] = climb(fn, sn, left);
  }
  return sn === 0 && Buffer.compare(hash, root) === 0;
}

/**
 * Whether a proof shows that the tree of `second` leaves only adds to the tree of `first` leaves (RFC 9162, section
 * 2.1.4.2). With `first` 0 or `second` the proof is empty. False for anything malformed; never throws.
 */
export function verifyConsistency(claim: {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!isSize(first) || !isSize(second) || first > second) return false;
  if (!areHashes([firstRoot, secondRoot]) || !areHashes(proof)) return false;
  if (first === second) return proof.length === 0 && Buffer.compare(firstRoot, secondRoot) === 0;
  if (first === 0) return proof.length === 0 && Buffer.compare(firstRoot, EMPTY_ROOT) === 0;
  return verifyGrowth(first, second, firstRoot, secondRoot, proof);
}

function verifyGrowth(
  first: number,
  second: number,
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  let [fn, sn] = [first - 1, second - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  // fn is 0 when the first tree is one complete subtree: its root is known and not part of the proof.
  const [seed, ...rest] = fn === 0 ? [firstRoot, ...proof] : proof;
  if (seed === undefined) return false;
  let [firstHash, secondHash] = [seed, seed];
  for (const sibling of rest) {
    if (sn === 0) return false;
    const left = isOdd(fn) || fn === sn;
    if (left) firstHash = nodeHash(sibling, firstHash);
    secondHash = left ? nodeHash(sibling, secondHash) : nodeHash(secondHash, sibling);
    [fn, sn] = climb(fn, sn, left);
  }
  return (
    sn === 0 && Buffer.compare(firstHash, firstRoot) === 0 && Buffer.compare(secondHash, secondRoot) === 0
  );
}

/** One level up; from a left sibling past the levels where the node on the right edge has none. */
function climb(fn: number, sn: number, left: boolean): [number, number] {
  if (left) while (fn > 0 && !isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  return [half(fn), half(sn)];
}

/** Where the tree hash splits a range: after the largest power of two that is less than its length. */
function split(start: number, end: number): number {
  let length = 1;
  while (2 * length < end - start) length *= 2;
  return start + length;
}

function areHashes(values: readonly Uint8Array[]): boolean {
  return Array.isArray(values) && values.every((value) => value instanceof Uint8Array && value.length === 32);
}
