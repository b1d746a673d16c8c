import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BegatError } from "../src/error.ts";
import {
  checkIdOrReference,
  formatId,
  type IdParts,
  kindOfId,
  parentOf,
  parseId,
  parseReference,
  projectPrefixes,
  versionId,
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

const messageOf = (work: () => unknown): string => {
  try {
    work();
    return "taken";
  } catch (error) {
    return (error as Error).message;
  }
};

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
    ["ds:a%40b%09c", { kind: "Dataset", name: "a@b\tc" }],
    ["ds:users:1%402", { kind: "DatasetVersion", name: "users", version: "1@2" }],
  ] as const)("are taken apart and put together: %s", (id, parts) => {
    expect(parseId(id)).toEqual(parts);
    expect(formatId(parts)).toBe(id);
  });

  it.each([
    "users",
    "runs",
    "ds:",
    "ds:a//b",
    "ds:../x",
    "ds:a/.",
    "ds:a b",
    "ds:a@b",
    "ds:a:v@1",
    "ds:a:v/1",
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

  it.each([
    ["users", '"users" is not an id; write one as kind:name, such as ds:users:v1'],
    ["run:a:b:c", '"run:a:b:c" is not an id; write one as kind:name, such as ds:users:v1'],
    [
      "xx:a",
      '"xx:a" begins with no known kind; kinds are ds: feature: job: jobrun: exp: run: model: sha256: deploy: check: agent: commit: paper: concept: fact: policy:',
    ],
    ["ds:", 'a segment of an id cannot be ""'],
    ["ds:a/../b", 'a segment of an id cannot be ".."'],
    ["ds:a:.", 'a segment of an id cannot be "."'],
    [
      "ds:a b",
      '"a b" has a character that must be percent-encoded; allowed are letters, digits, . _ - and / between segments',
    ],
    ["ds:a%41", '"a%41" encodes a character that needs no encoding'],
    ["ds:%FF", '"%FF" is not percent-encoded UTF-8'],
    ["sha256:abc", "an artifact is sha256: and 64 lower-case hex digits"],
    ["commit:main", "a commit is commit: and 7 to 64 lower-case hex digits"],
    [`ds:${"a".repeat(510)}`, "an id has at most 512 characters"],
  ])("say what is wrong with %s and what would do", (text, message) => {
    expect(messageOf(() => parseId(text))).toBe(`id: ${message}`);
    expect(messageOf(() => kindOfId(text))).toBe(`id: ${message}`);
    expect(messageOf(() => parseId(text, "of"))).toBe(`of: ${message}`);
  });

  it("show a long text by its beginning", () => {
    expect(messageOf(() => parseId("x".repeat(80)))).toContain(`"${"x".repeat(80)}" is not an id`);
    expect(messageOf(() => parseId("x".repeat(81)))).toContain(`"${"x".repeat(77)}..." is not an id`);
  });

  it("keep why a text is no UTF-8", () => {
    expect(() => parseId("ds:%FF")).toThrow(expect.objectContaining({ cause: expect.any(URIError) }));
  });

  it.each([
    ["plain", "a".repeat(509), `ds:${"a".repeat(509)}`],
    ["encoded", ` ${"a".repeat(506)}`, `ds:%20${"a".repeat(506)}`],
  ])("have room for 512 characters, and for none more: %s", (_, name, id) => {
    expect(formatId({ kind: "Dataset", name })).toBe(id);
    expect(parseId(id).name).toBe(name);
    expect(messageOf(() => formatId({ kind: "Dataset", name: `${name}a` }))).toBe(
      "id: an id has at most 512 characters",
    );
  });

  it.each([
    { kind: "Artifact", name: "abc" },
    { kind: "Commit", name: "main" },
    { kind: "Dataset", name: ".." },
    { kind: "Dataset", name: "a//b" },
    { kind: "DatasetVersion", name: "users", version: "." },
  ] as const)("are not written where they could not be read: %j", (parts) => {
    expect(codeOf(() => formatId(parts))).toBe("invalid");
  });

  it("follow pointers of datasets and models alone", () => {
    expect(parseReference("ds:users@latest")).toEqual({ of: "ds:users", pointer: "latest" });
    expect(parseReference("agent:a@b")).toBeUndefined();
    expect(parseReference("ds:users")).toBeUndefined();
    for (const text of ["ds:users", "run:a", "agent:a@b", "ds:users@latest", "model:churn@champion"]) {
      expect(codeOf(() => checkIdOrReference(text, "id"))).toBeUndefined();
    }
    expect(messageOf(() => checkIdOrReference("run:a@latest", "of"))).toBe(
      "of: only a dataset or a model has pointers, run:a is a Run",
    );
    for (const text of ["run:a@latest", "ds:users:v1@latest", "ds:users@", "ds:users@a b"]) {
      expect(codeOf(() => checkIdOrReference(text, "id"))).toBe("invalid");
    }
  });

  it("know their parents, numbers and projects", () => {
    expect(parentOf(parseId("ds:a/b:v1"))).toBe("ds:a/b");
    expect(parentOf(parseId("model:churn:v1"))).toBe("model:churn");
    expect(parentOf(parseId("run:a"))).toBeUndefined();
    expect(versionId("ds:a/b", "1@2")).toBe("ds:a/b:1%402");
    expect(["v1", "v12"].map(versionNumber)).toEqual([1, 12]);
    for (const named of ["v0", "v01", "1", "latest", "rev1", "v1b"])
      expect(versionNumber(named)).toBeUndefined();
    expect(kindOfId("ds:risk/users:v1")).toBe("DatasetVersion");
    expect(projectPrefixes(parseId("ds:risk/eu/users:v1"))).toEqual(["risk/eu", "risk"]);
    expect(projectPrefixes(parseId("ds:users"))).toEqual([]);
    expect(projectPrefixes(parseId("paper:doi/10.1"))).toEqual([]);
  });
});
