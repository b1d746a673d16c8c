import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BegatError } from "../src/error.ts";
import {
  checkIdOrReference,
  formatId,
  type IdParts,
  parentOf,
  parseId,
  parseReference,
  projectPrefixes,
  versionNumber,
} from "../src/ids.ts";
import { KIND_NAMES, type Kind, kindSpec } from "../src/kinds.ts";

const NAMED = KIND_NAMES.filter((kind) => kindSpec(kind).form === "name" && kind !== "Commit");
const VERSIONED = KIND_NAMES.filter((kind) => kindSpec(kind).form === "version");

const segment = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
  .filter((text) => text !== "." && text !== ".." && !text.includes("/") && text.isWellFormed());
const name = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join("/"));
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });

const parts: fc.Arbitrary<IdParts> = fc.oneof(
  fc.record({ kind: fc.constantFrom<Kind>(...NAMED), name }),
  fc.record({ kind: fc.constantFrom<Kind>(...VERSIONED), name, version: segment }),
  hex(64).map((digest) => ({ kind: "Artifact" as const, name: digest })),
  hex(40).map((sha) => ({ kind: "Commit" as const, name: sha })),
);

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof BegatError ? error.code : `not a BegatError: ${error}`;
  }
};

describe("ids", () => {
  it("parse what they format, to the same parts", () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(parseId(formatId(given))).toEqual(given);
      }),
      { numRuns: 2000 },
    );
  });

  it("have one spelling each: what parses, formats to the same text", () => {
    const near = fc.tuple(
      fc.constantFrom("ds:", "run:", "agent:", "model:", "sha256:", "x:"),
      fc.string({ maxLength: 12 }),
    );
    const spelt = fc.oneof(
      near.map((both) => both.join("")),
      parts.map(formatId).map((id) => id.replace("%", "%%")),
    );
    fc.assert(
      fc.property(spelt, (text) => {
        const refused = codeOf(() => parseId(text));
        if (refused === undefined) expect(formatId(parseId(text))).toBe(text);
        else expect(refused).toBe("invalid");
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ["ds:risk/users:v12", { kind: "DatasetVersion", name: "risk/users", version: "v12" }],
    ["model:churn", { kind: "Model", name: "churn" }],
    ["feature:users/age", { kind: "Feature", name: "users/age" }],
    ["agent:jane@example.com", { kind: "Agent", name: "jane@example.com" }],
    ["paper:doi/10.1000/xyz", { kind: "Paper", name: "doi/10.1000/xyz" }],
    ["commit:a1b2c3d", { kind: "Commit", name: "a1b2c3d" }],
    ["ds:na%C3%AFve%20name", { kind: "Dataset", name: "naïve name" }],
  ])("takes %s apart", (id, expected) => expect(parseId(id)).toEqual(expected));

  it.each([
    "users",
    "ds:",
    "ds:a//b",
    "ds:../x",
    "ds:a/.",
    "ds:a b",
    "ds:a:b:c",
    "run:a:v1",
    "xx:a",
    "ds:a%41",
    "ds:a%2",
    "ds:%ff",
    "ds:a%2f",
    "sha256:abc",
    `sha256:${"A".repeat(64)}`,
    "commit:xyz",
    "commit:abc",
    "agent:a:b",
    `ds:${"a".repeat(600)}`,
    "",
  ])("refuses %s", (id) => expect(codeOf(() => parseId(id))).toBe("invalid"));

  it("follow pointers of datasets and models alone", () => {
    expect(parseReference("ds:users@latest")).toEqual({ of: "ds:users", pointer: "latest" });
    expect(parseReference("agent:a@b")).toBeUndefined();
    expect(codeOf(() => checkIdOrReference("model:churn@champion", "id"))).toBeUndefined();
    for (const text of ["run:a@latest", "ds:users:v1@latest", "ds:users@", "ds:users@a b"]) {
      expect(codeOf(() => checkIdOrReference(text, "id"))).toBe("invalid");
    }
  });

  it("know their parents, numbers and projects", () => {
    expect(parentOf(parseId("ds:a/b:v1"))).toBe("ds:a/b");
    expect(parentOf(parseId("run:a"))).toBeUndefined();
    expect(["v1", "v12", "v0", "v01", "1", "latest"].map(versionNumber)).toEqual([
      1,
      12,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(projectPrefixes(parseId("ds:risk/eu/users:v1"))).toEqual(["risk/eu", "risk"]);
    expect(projectPrefixes(parseId("ds:users"))).toEqual([]);
    expect(projectPrefixes(parseId("paper:doi/10.1"))).toEqual([]);
  });
});
