import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from "../src/merkle.ts";
import { leaves, reader, reference, roots, splitOf } from "./trees.ts";

/** The way from the root to a leaf, word for word from RFC 9162, section 2.1.3.1. */
function way(index: number, size: number): string {
  if (size <= 1) return "";
  const k = splitOf(size);
  return index < k ? `${way(index, k)}L` : `${way(index - k, size - k)}R`;
}

function flipped(bytes: Uint8Array, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[Math.floor(bit / 8)]! ^= 1 << (bit % 8);
  return copy;
}

const includedLeaf = fc
  .integer({ min: 1, max: leaves.length - 1 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
const growth = fc
  .integer({ min: 2, max: leaves.length - 1 })
  .chain((second) =>
    fc.record({ second: fc.constant(second), first: fc.integer({ min: 1, max: second - 1 }) }),
  );

async function inclusion(index: number, size: number) {
  const proof = await inclusionProof(index, size, reader(leaves));
  return { leaf: leaves[index]!, index, size, proof, root: roots[size]! };
}

async function consistency(first: number, second: number) {
  const proof = await consistencyProof(first, second, reader(leaves));
  return { first, second, firstRoot: roots[first]!, secondRoot: roots[second]!, proof };
}

describe("inclusion", () => {
  test("every leaf of every small tree is proved", async () => {
    for (let size = 1; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        expect(await verifyInclusion(await inclusion(index, size))).toBe(true);
      }
    }
  });

  test("any flipped bit fails", async () => {
    await fc.assert(
      fc.asyncProperty(includedLeaf, fc.nat(255), async ({ index, size }, bit) => {
        const claim = await inclusion(index, size);
        expect(await verifyInclusion(claim)).toBe(true);
        expect(await verifyInclusion({ ...claim, leaf: flipped(claim.leaf, bit) })).toBe(false);
        expect(await verifyInclusion({ ...claim, root: flipped(claim.root, bit) })).toBe(false);
        for (const [i, hash] of claim.proof.entries()) {
          expect(await verifyInclusion({ ...claim, proof: claim.proof.with(i, flipped(hash, bit)) })).toBe(
            false,
          );
        }
      }),
    );
  });

  test("another index or size fails, unless the leaf stands at the same place of the tree's shape", async () => {
    for (let size = 1; size <= 12; size++) {
      for (let index = 0; index < size; index++) {
        const claim = await inclusion(index, size);
        for (let otherSize = 0; otherSize <= 16; otherSize++) {
          for (let other = 0; other <= 16; other++) {
            const same = other < otherSize && way(other, otherSize) === way(index, size);
            expect(await verifyInclusion({ ...claim, index: other, size: otherSize })).toBe(same);
          }
        }
      }
    }
  });

  test("a longer, shorter or reordered proof fails", async () => {
    await fc.assert(
      fc.asyncProperty(includedLeaf, async ({ index, size }) => {
        const claim = await inclusion(index, size);
        const { proof, root } = claim;
        expect(await verifyInclusion({ ...claim, proof: [...proof, root] })).toBe(false);
        expect(await verifyInclusion({ ...claim, proof: [root, ...proof] })).toBe(false);
        if (proof.length > 0) expect(await verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
        if (proof.length > 0)
          expect(await verifyInclusion({ ...claim, proof: proof.slice(0, -1) })).toBe(false);
        if (proof.length > 1)
          expect(await verifyInclusion({ ...claim, proof: proof.toReversed() })).toBe(false);
      }),
    );
  });

  test("works where bit operators end", async () => {
    const perfect = async (start: number, end: number) => leafHash(`${start} ${end}`);
    for (const [index, size] of [
      [2 ** 31, 2 ** 31 + 1],
      [2 ** 32 + 5, 2 ** 40 + 3],
      [Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER],
    ] as const) {
      const proof = await inclusionProof(index, size, perfect);
      const steps = [...way(index, size)];
      const root = proof.reduce(
        (hash, sibling, i) => (steps[i] === "L" ? nodeHash(hash, sibling) : nodeHash(sibling, hash)),
        leaves[0]!,
      );
      expect(await verifyInclusion({ leaf: leaves[0]!, index, size, proof, root })).toBe(true);
      expect(await verifyInclusion({ leaf: leaves[0]!, index: index - 1, size, proof, root })).toBe(false);
    }
  });
});

describe("consistency", () => {
  test("every pair of small trees is proved", async () => {
    for (let second = 0; second <= 40; second++) {
      for (let first = 0; first <= second; first++) {
        expect(await verifyConsistency(await consistency(first, second))).toBe(true);
      }
    }
  });

  test("any flipped bit fails", async () => {
    await fc.assert(
      fc.asyncProperty(growth, fc.nat(255), async ({ first, second }, bit) => {
        const claim = await consistency(first, second);
        expect(await verifyConsistency(claim)).toBe(true);
        expect(await verifyConsistency({ ...claim, firstRoot: flipped(claim.firstRoot, bit) })).toBe(false);
        expect(await verifyConsistency({ ...claim, secondRoot: flipped(claim.secondRoot, bit) })).toBe(false);
        for (const [i, hash] of claim.proof.entries()) {
          expect(await verifyConsistency({ ...claim, proof: claim.proof.with(i, flipped(hash, bit)) })).toBe(
            false,
          );
        }
        expect(await verifyConsistency({ ...claim, proof: [...claim.proof, EMPTY_ROOT] })).toBe(false);
        expect(await verifyConsistency({ ...claim, proof: claim.proof.slice(0, -1) })).toBe(false);
        expect(await verifyConsistency({ ...claim, proof: [] })).toBe(false);
      }),
    );
  });

  test("another first size fails, and another second size of another shape", async () => {
    for (let second = 2; second <= 20; second++) {
      for (let first = 1; first < second; first++) {
        const claim = await consistency(first, second);
        for (let other = 0; other <= 24; other++) {
          if (other !== first) expect(await verifyConsistency({ ...claim, first: other })).toBe(false);
          // The node that the proof starts from ends at the first tree's last leaf.
          const same = other > first && proofShape(first, other) === proofShape(first, second);
          expect(await verifyConsistency({ ...claim, second: other })).toBe(same);
        }
      }
    }
  });

  test("a root that left something out fails", async () => {
    const other = reference([...leaves.slice(0, 5), leaves[200]!, ...leaves.slice(6, 12)]);
    const claim = await consistency(7, 12);
    expect(await verifyConsistency({ ...claim, secondRoot: other })).toBe(false);
    expect(await verifyConsistency({ ...claim, first: 12, firstRoot: other, proof: [] })).toBe(false);
    expect(await verifyConsistency({ ...claim, first: 0, proof: [] })).toBe(false);
    const fromNothing = { ...claim, first: 0, firstRoot: EMPTY_ROOT };
    expect(await verifyConsistency({ ...fromNothing, proof: [] })).toBe(true);
    expect(await verifyConsistency({ ...fromNothing, proof: [EMPTY_ROOT] })).toBe(false);
    const none = { ...claim, first: 12, firstRoot: claim.secondRoot };
    expect(await verifyConsistency({ ...none, proof: [EMPTY_ROOT] })).toBe(false);
  });
});

/** Where the siblings of a consistency proof stand, from the first tree's last complete subtree up. */
function proofShape(first: number, second: number): string {
  let low = 0;
  let shape = "";
  for (let [from, to] = [0, second]; to !== first; ) {
    const k = from + splitOf(to - from);
    shape = (first <= k ? "L" : "R") + shape;
    if (first <= k) to = k;
    else low = from = k;
  }
  return `${low === 0}${shape}`;
}

test("a proof asks only for complete subtrees, and for what ends at the size", async () => {
  const check = (size: number) => async (start: number, end: number) => {
    const length = end - start;
    const power = 2 ** Math.ceil(Math.log2(length));
    expect(start % power).toBe(0);
    expect(length === power || end === size).toBe(true);
    return leaves[0]!;
  };
  for (let size = 1; size < 70; size++) {
    for (let i = 0; i < size; i++) {
      await inclusionProof(i, size, check(size));
      await consistencyProof(i, size, check(size));
    }
  }
});
