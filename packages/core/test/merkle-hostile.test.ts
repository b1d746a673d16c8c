import fc from "fast-check";
import { expect, test } from "vitest";
import { BegatError } from "../src/error.ts";
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from "../src/merkle.ts";
import { leaves, reader, roots } from "./trees.ts";

test("what is no leaf or no growth has no proof", async () => {
  for (const [index, size] of [
    [0, 0],
    [3, 3],
    [-1, 2],
    [0.5, 2],
    [0, 2 ** 53],
    [Number.NaN, 1],
  ] as const) {
    await expect(inclusionProof(index, size, reader(leaves))).rejects.toThrow(BegatError);
  }
  for (const [first, second] of [
    [2, 1],
    [-1, 1],
    [1, 2 ** 53],
    [0.5, 1],
  ] as const) {
    await expect(consistencyProof(first, second, reader(leaves))).rejects.toThrow(BegatError);
  }
});

test("what is no hash is none, though it has the bytes of one with its neighbour", async () => {
  const [left, right] = [leaves[0]!, leaves[1]!];
  const short = left.subarray(0, 31);
  const proof = [Buffer.concat([left.subarray(31), right])];
  const root = roots[2]!;
  expect(await verifyInclusion({ leaf: short, index: 0, size: 2, proof, root })).toBe(false);
  expect(await verifyConsistency({ first: 1, second: 2, firstRoot: short, secondRoot: root, proof })).toBe(
    false,
  );
});

test("what is no place and no size is none, though nothing is to be climbed", async () => {
  const single = { leaf: leaves[0]!, index: 0, size: 1, proof: [], root: roots[1]! };
  expect(await verifyInclusion(single)).toBe(true);
  for (const index of [-1, 0.5]) expect(await verifyInclusion({ ...single, index })).toBe(false);
  const root = roots[1]!;
  for (const size of [-1, 0.5, 2 ** 53]) {
    const same = { first: size, second: size, firstRoot: root, secondRoot: root, proof: [] };
    expect(await verifyConsistency(same)).toBe(false);
  }
});

test("hostile claims are false", async () => {
  const odd = fc.oneof(
    fc.anything(),
    fc.constantFrom(-1, 0.5, 2 ** 53, Number.NaN, Buffer.alloc(31), [null]),
  );
  await fc.assert(
    fc.asyncProperty(odd, odd, odd, odd, odd, async (a, b, c, d, e) => {
      const inclusionClaim = { leaf: a, index: b, size: c, proof: d, root: e };
      expect(await verifyInclusion(inclusionClaim as Parameters<typeof verifyInclusion>[0])).toBe(false);
      const growthClaim = { first: b, second: c, firstRoot: a, secondRoot: e, proof: d };
      expect(await verifyConsistency(growthClaim as Parameters<typeof verifyConsistency>[0])).toBe(false);
    }),
  );
});
