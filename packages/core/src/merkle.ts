import { BegatError } from "./error.ts";
import { isSize } from "./tree-size.ts";

export { EMPTY_ROOT, Frontier, leafHash, nodeHash, type Subtree, subtreeHash } from "./frontier.ts";
export { verifyConsistency, verifyInclusion } from "./verify-proof.ts";

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

/** Where the tree hash splits a range: after the largest power of two that is less than its length. */
function split(start: number, end: number): number {
  let length = 1;
  while (2 * length < end - start) length *= 2;
  return start + length;
}
