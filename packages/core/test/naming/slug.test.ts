import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseId } from "../../src/ids.ts";
import { datasetIdOf, datasetVersionIdOf, featureIdOf, jobIdOf, jobRunIdOf } from "../../src/naming/slug.ts";

describe("the id of an execution", () => {
  it.each([
    ["0193A5B0-7C2E-7F10-8B54-1FA2C3D4E5F6", "jobrun:0193a5b0-7c2e-7f10-8b54-1fa2c3d4e5f6"],
    ["scheduled__2026-10-01T00:00", "jobrun:scheduled__2026-10-01T00%3A00"],
    ["0193A5B0", "jobrun:0193A5B0"],
  ])("by its own id %s is %s", (runId, id) => {
    expect(jobRunIdOf(runId)).toBe(id);
  });
});

describe("the id of a feature", () => {
  it.each([
    ["ds:s3/lake/users", "Age", "feature:s3/lake/users/Age"],
    ["ds:postgres/db%3A5433/users", "val auc", "feature:postgres/db%3A5433/users/val%20auc"],
  ])("of %s and the column %s is %s", (dataset, column, id) => {
    expect(featureIdOf(dataset, column)).toBe(id);
  });
});

describe("the id of a dataset", () => {
  it.each([
    ["x".repeat(400), `ds:${"x".repeat(400)}`],
    ["x".repeat(401), `ds:${"x".repeat(384)}-HASH`],
    [`${"é".repeat(66)}xxxx`, `ds:${"%C3%A9".repeat(66)}xxxx`],
    [`${"é".repeat(66)}xxxxx`, `ds:${"%C3%A9".repeat(64)}-HASH`],
  ])("has room for four hundred characters: %s", (uri, id) => {
    const hash = createHash("sha256").update(uri).digest("hex").slice(0, 16);
    expect(datasetIdOf(uri)).toBe(id.replace("HASH", hash));
  });
});

describe("the id of a version of a dataset", () => {
  it.each(["v1", "...", ".5", "5.", "a..", "x".repeat(99)])("has the name of its system: %s", (version) => {
    expect(datasetVersionIdOf("ds:s3/lake", version)).toBe(`ds:s3/lake:${version}`);
  });

  it.each(["", ".", "..", "x".repeat(100), "é".repeat(17)])("hashes what no id can hold: %j", (version) => {
    const id = datasetVersionIdOf("ds:s3/lake", version);
    expect(id).toMatch(/^ds:s3\/lake:[0-9a-f]{16}$/);
    expect(datasetVersionIdOf("ds:s3/lake", `${version}x`)).not.toBe(id);
  });

  it("fits the longest id of a dataset", () => {
    const dataset = datasetIdOf("x".repeat(1000));
    expect(parseId(datasetVersionIdOf(dataset, "x".repeat(99))).version).toBe("x".repeat(99));
  });
});

describe("a name in an id", () => {
  it.each([
    ["", "ds:root"],
    ["///", "ds:root"],
    ["a//b/", "ds:a/b"],
    ["./../...", "ds:%7E./%7E../..."],
    ["a/.hidden/x./y..", "ds:a/.hidden/x./y.."],
    ["s3://lake/file://x", "ds:s3/lake/file%3A/x"],
  ])("has no segment that an id cannot have: %j is %s", (uri, id) => {
    expect(datasetIdOf(uri)).toBe(id);
  });

  it("is whole up to 400 characters", () => {
    expect(jobIdOf("n", "x".repeat(398))).toBe(`job:n/${"x".repeat(398)}`);
    expect(jobIdOf("n", "é".repeat(66))).toBe(`job:n/${"%C3%A9".repeat(66)}`);
  });

  // These are kept in ledgers: they can never be others.
  it.each([
    [`n/${"x".repeat(399)}`, `n/${"x".repeat(382)}-3e8936afe3323f45`],
    [`n/${"é".repeat(67)}`, `n/${"%C3%A9".repeat(63)}-c3d1938c0cc52636`],
    [`n/${"x".repeat(381)}/${"y".repeat(50)}`, `n/${"x".repeat(381)}-af6cd3bf19662c73`],
    [`file:///n/${"x".repeat(400)}`, `file/n/${"x".repeat(377)}-505363d55e4816fa`],
  ])("is cut by whole characters and ends in a hash when longer (%#)", (uri, name) => {
    expect(datasetIdOf(uri)).toBe(`ds:${name}`);
  });
});
