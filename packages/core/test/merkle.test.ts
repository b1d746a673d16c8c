import { describe, expect, test } from "vitest";
import { BegatError } from "../src/error.ts";
import {
  consistencyProof,
  EMPTY_ROOT,
  Frontier,
  inclusionProof,
  leafHash,
  nodeHash,
  subtreeHash,
  verifyConsistency,
  verifyInclusion,
} from "../src/merkle.ts";
import { leaves, reader, reference, roots } from "./trees.ts";
import { CONSISTENCY_PROOFS, INCLUSION_PROOFS, LEAVES, ROOTS } from "./vectors/merkle.ts";

const hex = (text: string) => Buffer.from(text, "hex");
const vectorLeaves = LEAVES.map((data) => leafHash(hex(data)));

describe("the shared vectors", () => {
  test("give their roots", () => {
    expect(EMPTY_ROOT.toString("hex")).toBe(ROOTS[0]);
    for (const [size, root] of ROOTS.entries()) {
      expect(subtreeHash(vectorLeaves.slice(0, size)).toString("hex")).toBe(root);
    }
  });

  test.each(INCLUSION_PROOFS)("prove leaf $index in $size", async ({ index, size, proof }) => {
    const made = await inclusionProof(index, size, reader(vectorLeaves));
    expect(made.map((hash) => hash.toString("hex"))).toEqual(proof);
    const claim = { leaf: vectorLeaves[index]!, index, size, proof: made, root: hex(ROOTS[size]!) };
    expect(await verifyInclusion(claim)).toBe(true);
  });

  test.each(CONSISTENCY_PROOFS)("prove $first to $second", async ({ first, second, proof }) => {
    const made = await consistencyProof(first, second, reader(vectorLeaves));
    expect(made.map((hash) => hash.toString("hex"))).toEqual(proof);
    const [firstRoot, secondRoot] = [hex(ROOTS[first]!), hex(ROOTS[second]!)];
    expect(await verifyConsistency({ first, second, firstRoot, secondRoot, proof: made })).toBe(true);
  });
});

test("a leaf of text is its UTF-8", () => {
  expect(leafHash("é")).toEqual(leafHash(Buffer.from("é")));
  expect(leafHash("")).toEqual(hex(ROOTS[1]));
});

describe("Frontier", () => {
  test("has the root and the complete subtrees at every size, also when encoded between", () => {
    let frontier = Frontier.empty();
    for (const [i, leaf] of leaves.entries()) {
      expect(frontier.size).toBe(i);
      expect(frontier.root()).toEqual(roots[i]);
      expect(subtreeHash(leaves.slice(0, i))).toEqual(roots[i]);
      frontier = Frontier.decode(frontier.encode());
      const completed = frontier.append(leaf);
      const expected = Array.from({ length: 9 }, (_, k) => 2 ** (k + 1)).filter((n) => (i + 1) % n === 0);
      expect(completed.map(({ level }) => 2 ** level)).toEqual(expected);
      for (const { level, index, hash } of completed) {
        expect(hash).toEqual(reference(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
      }
    }
  });

  test("keeps counting beyond 2^31 and stops before 2^53", () => {
    for (const power of [31, 32, 40, 52]) {
      const size = Buffer.alloc(8);
      size.writeBigUInt64BE(2n ** BigInt(power) - 1n);
      const frontier = Frontier.decode(Buffer.concat([size, ...leaves.slice(0, power)]));
      const completed = frontier.append(leaves[power]!);
      expect(frontier.size).toBe(2 ** power);
      expect(completed.at(-1)).toEqual({ level: power, index: 0, hash: frontier.root() });
      const whole = leaves.slice(0, power).reduceRight((hash, left) => nodeHash(left, hash), leaves[power]!);
      expect(frontier.root()).toEqual(whole);
      frontier.append(leaves[0]!);
      expect(frontier.append(leaves[1]!)).toEqual([
        { level: 1, index: 2 ** (power - 1), hash: nodeHash(leaves[0]!, leaves[1]!) },
      ]);
    }
    const last = Buffer.alloc(8);
    last.writeBigUInt64BE(BigInt(Number.MAX_SAFE_INTEGER));
    const full = Frontier.decode(Buffer.concat([last, ...leaves.slice(0, 53)]));
    expect(() => full.append(leaves[0]!)).toThrow("full");
  });

  test("is not changed by its caller's bytes", () => {
    const frontier = Frontier.empty();
    const leaf = Buffer.from(leaves[0]!);
    frontier.append(leaf);
    const bytes = frontier.encode();
    const copy = Frontier.decode(bytes);
    leaf.fill(0);
    bytes.fill(0);
    expect(frontier.root()).toEqual(leaves[0]);
    expect(copy.root()).toEqual(leaves[0]);
  });

  test("refuses bytes that no frontier wrote, and leaves that are no hash", () => {
    const bytes = Frontier.empty().encode();
    for (const bad of [
      Buffer.alloc(0),
      bytes.subarray(1),
      Buffer.concat([bytes, leaves[0]!]),
      Buffer.alloc(8, 255),
    ]) {
      expect(() => Frontier.decode(bad)).toThrow(BegatError);
    }
    expect(() => Frontier.empty().append(Buffer.alloc(31))).toThrow(BegatError);
  });
});

test("subtreeHash joins equal subtrees, the last of them cut off", () => {
  for (let size = 1; size < leaves.length; size++) {
    const starts = Array.from({ length: Math.ceil(size / 8) }, (_, i) => 8 * i);
    const subtrees = starts.map((start) => reference(leaves.slice(start, Math.min(start + 8, size))));
    expect(subtreeHash(subtrees)).toEqual(roots[size]);
  }
});
