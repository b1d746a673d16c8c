import { canonicalize, MAX_TREE_BYTES } from "@begat/core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isTree, putTree, readTree } from "../../src/artifacts/stored-tree.ts";
import { formatTree, MAX_TREE_FILES, parseTree, type TreeFile } from "../../src/artifacts/tree.ts";
import { checkTreePath } from "../../src/artifacts/tree-path.ts";
import { createFolder, digestOf, putText, streamOf } from "./stores.ts";

const abc = digestOf("abc");
const file = (path: string): TreeFile => ({ path, digest: abc, size: 3 });
const manifest = (value: unknown): Uint8Array =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
const member = (path: string): string => `{"digest":"${abc}","path":${JSON.stringify(path)},"size":3}`;

const HOSTILE = [
  "",
  "/etc/passwd",
  "..",
  "../up",
  "a/../../up",
  "a/..",
  "./a",
  "a/./b",
  "a//b",
  "a/",
  "/",
  "a\\b",
  "..\\up",
  "C:/windows",
  "C:up",
  "a\0b",
  "a/\ud800",
];

// Last segments end in ".f" and folders never do, so that no path is a folder of another.
const segment = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
  .map((text) => `s${text.replace(/[/\\\0.:]/g, "_")}`);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `${segments.join("/")}.f`);
const files = fc.uniqueArray(
  fc.record({ path, digest: fc.string().map(digestOf), size: fc.nat(Number.MAX_SAFE_INTEGER) }),
  { selector: (member) => member.path, maxLength: 30 },
);

describe("a tree", () => {
  test("round trips, whatever the order of its files", () => {
    fc.assert(
      fc.property(files, (members) => {
        const bytes = formatTree(members);
        const tree = parseTree(bytes);
        expect(new Map(tree.files.map((found) => [found.path, found]))).toEqual(
          new Map(members.map((found) => [found.path, found])),
        );
        expect(tree.files.map((found) => found.path)).toEqual(members.map((found) => found.path).sort());
        expect(Buffer.from(bytes).toString()).toBe(canonicalize({ tree: 1, files: tree.files }));
        expect(formatTree([...members].reverse())).toEqual(bytes);
      }),
    );
  });

  test("has one spelling", () => {
    const text = `{"files":[${member("a")},${member("b/c")}],"tree":1}`;
    expect(Buffer.from(formatTree([file("b/c"), file("a")])).toString()).toBe(text);
    expect(digestOf(formatTree([]))).toBe(digestOf('{"files":[],"tree":1}'));
  });

  test.each(HOSTILE)("refuses the path %j", (hostile) => {
    expect(() => checkTreePath(hostile)).toThrow(
      expect.objectContaining({ code: "invalid", details: { field: "path" } }),
    );
    expect(() => formatTree([file(hostile)])).toThrow(expect.objectContaining({ code: "invalid" }));
    expect(() => parseTree(manifest(`{"files":[${member(hostile)}],"tree":1}`))).toThrow(
      expect.objectContaining({ code: "invalid" }),
    );
  });

  test.each(["a", "...", "..a", "a..", ".hidden", "a b/ü/日本", "ab:c/d", "-rf"])(
    "takes the path %j",
    (good) => {
      checkTreePath(good);
      expect(parseTree(formatTree([file(good)])).files[0]?.path).toBe(good);
    },
  );

  test("takes names of 255 bytes and paths of 4,000", () => {
    checkTreePath("x".repeat(255));
    expect(() => checkTreePath("x".repeat(256))).toThrow(/255 bytes/);
    expect(() => checkTreePath("ü".repeat(128))).toThrow(/255 bytes/);
    checkTreePath("x/".repeat(1999).concat("xx"));
    expect(() => checkTreePath("x/".repeat(2000).concat("x"))).toThrow(/4000 bytes/);
  });

  test("refuses a path twice and a path that is also a folder", () => {
    expect(() => formatTree([file("a"), file("b"), file("a")])).toThrow(/"a" comes twice/);
    expect(() => formatTree([file("a/b"), file("a-b"), file("a")])).toThrow(
      /"a" is a file and also a folder/,
    );
    expect(() => parseTree(manifest(`{"files":[${member("a")},${member("a/b/c")}],"tree":1}`))).toThrow(
      /also a folder/,
    );
  });

  test.each([
    ["a space", `{"files": [],"tree":1}`],
    ["another order of names", `{"tree":1,"files":[]}`],
    ["a newline at the end", `{"files":[],"tree":1}\n`],
    ["a byte order mark", `\ufeff{"files":[],"tree":1}`],
    ["an unsorted list", `{"files":[${member("b")},${member("a")}],"tree":1}`],
    ["another member", `{"extra":1,"files":[],"tree":1}`],
    ["another member of a file", `{"files":[{"digest":"${abc}","mode":1,"path":"a","size":3}],"tree":1}`],
    ["a name twice", `{"files":[],"files":[],"tree":1}`],
    ["a needless escape", `{"files":[${member("a").replace('"a"', '"\\u0061"')}],"tree":1}`],
    ["another version", `{"files":[],"tree":2}`],
    ["the long spelling of a digest", `{"files":[${member("a").replace("sha256:", "sha256://")}],"tree":1}`],
    ["a size with an exponent", `{"files":[${member("a").replace(":3}", ":3e0}")}],"tree":1}`],
    ["a negative size", `{"files":[${member("a").replace(":3}", ":-3}")}],"tree":1}`],
    ["a size that is text", `{"files":[${member("a").replace(":3}", ':"3"}')}],"tree":1}`],
    ["no size", `{"files":[{"digest":"${abc}","path":"a"}],"tree":1}`],
    ["a file that is null", `{"files":[null],"tree":1}`],
    ["no files", `{"tree":1}`],
    ["null", "null"],
    ["deep nesting", "[".repeat(1_000_000)],
    ["no JSON", "tree"],
  ])("refuses a manifest with %s", (_, text) => {
    expect(() => parseTree(manifest(text))).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test("refuses bytes that are not UTF-8", () => {
    const bytes = Buffer.concat([
      Buffer.from('{"files":[{"digest":"'),
      Buffer.from([0xff]),
      Buffer.from('"}],"tree":1}'),
    ]);
    expect(() => parseTree(bytes)).toThrow(/UTF-8/);
  });

  test("has limits", () => {
    const many = Array.from({ length: MAX_TREE_FILES + 1 }, () => file("a"));
    expect(() => formatTree(many)).toThrow(
      expect.objectContaining({ code: "too_large", message: expect.stringContaining("1000000") }),
    );
    const list = Buffer.from(`{"files":[${"0,".repeat(MAX_TREE_FILES)}0],"tree":1}`);
    expect(() => parseTree(list)).toThrow(expect.objectContaining({ code: "too_large" }));
    expect(() => parseTree(Buffer.alloc(MAX_TREE_BYTES + 1))).toThrow(
      expect.objectContaining({ code: "too_large" }),
    );
  });
});

describe("a stored tree", () => {
  let held: Awaited<ReturnType<typeof createFolder>>;
  beforeEach(async () => {
    held = await createFolder();
  });
  afterEach(() => held.remove());

  test("round trips through the store", async () => {
    await putText(held.store, "abc");
    const members = Array.from({ length: 200 }, (_, turn) => file(`part-${turn % 7}/file-${turn}`));
    const { digest, existed } = await putTree(held.store, members);
    expect(existed).toBe(false);
    expect(digest).toBe(digestOf(formatTree(members)));
    expect(await isTree(held.store, digest)).toBe(true);
    expect(await readTree(held.store, digest)).toEqual(parseTree(formatTree(members)));
    expect(await putTree(held.store, [...members].reverse())).toMatchObject({ digest, existed: true });
  });

  test("is refused when a file is missing or has another size", async () => {
    await expect(putTree(held.store, [file("a")])).rejects.toMatchObject({
      code: "not_found",
      details: { digest: abc },
    });
    await putText(held.store, "abc");
    await expect(putTree(held.store, [{ ...file("a"), size: 4 }])).rejects.toMatchObject({
      code: "invalid",
      message: /"a" has 3 bytes, not 4/,
    });
  });

  test("is told from other artifacts", async () => {
    for (const text of ["", "{", '{"files":[', '{"files":[]}', "x".repeat(100)]) {
      expect(await isTree(held.store, await putText(held.store, text))).toBe(false);
    }
    await expect(readTree(held.store, await putText(held.store, "text"))).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(readTree(held.store, digestOf("nowhere"))).rejects.toMatchObject({ code: "not_found" });
  });

  test("is not read when its manifest is corrupt", async () => {
    const { digest } = await held.store.put(streamOf(formatTree([])));
    await held.corrupt(digest);
    await expect(readTree(held.store, digest)).rejects.toMatchObject({ code: "hash_mismatch" });
  });
});
