import { mkdir, readdir, readFile, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Digest } from "../../src/artifacts/digest.ts";
import { materialize } from "../../src/artifacts/materialize.ts";
import { putTree } from "../../src/artifacts/stored-tree.ts";
import { formatTree } from "../../src/artifacts/tree.ts";
import { createFolder, digestOf, pathIn, putText, streamOf, temporaryFolder } from "./stores.ts";

describe("materialize", () => {
  let held: Awaited<ReturnType<typeof createFolder>>;
  let target: string;
  beforeEach(async () => {
    held = await createFolder();
    target = await temporaryFolder();
  });
  afterEach(async () => {
    await held.remove();
    await rm(target, { recursive: true, force: true });
  });

  async function tree(contents: Readonly<Record<string, string>>): Promise<Digest> {
    const files = Object.entries(contents).map(async ([path, text]) => {
      const { digest, size } = await held.store.put(streamOf(text));
      return { path, digest, size };
    });
    return (await putTree(held.store, await Promise.all(files))).digest;
  }

  async function contentOf(folder: string): Promise<Record<string, string>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(
      await Promise.all(
        files.map(async (path) => [path.slice(folder.length + 1), await readFile(path, "utf8")]),
      ),
    );
  }

  test("writes the files of any tree", async () => {
    const names = fc.array(fc.stringMatching(/^[a-c]{1,2}$/), { minLength: 1, maxLength: 3 });
    const path = names.map((segments) => `${segments.join("/")}.f`);
    let turn = 0;
    const property = fc.asyncProperty(fc.dictionary(path, fc.string(), { maxKeys: 12 }), async (contents) => {
      turn += 1;
      const folder = join(target, `run-${turn}`);
      const count = Object.keys(contents).length;
      expect(await materialize(held.store, await tree(contents), folder)).toEqual({
        written: count,
        kept: 0,
      });
      expect(await contentOf(folder)).toEqual(contents);
    });
    await fc.assert(property, { numRuns: 30 });
  });

  test("writes any other artifact as one file named by its hex", async () => {
    const digest = await putText(held.store, "model");
    expect(await materialize(held.store, digest.replace(":", "://") as Digest, target)).toEqual({
      written: 1,
      kept: 0,
    });
    expect(await contentOf(target)).toEqual({ [digest.slice(7)]: "model" });
  });

  test("keeps what is the same and goes on where it stopped", async () => {
    const digest = await tree({ "a.txt": "a", "sub/b.txt": "b" });
    await materialize(held.store, digest, target);
    expect(await materialize(held.store, digest, target)).toEqual({ written: 0, kept: 2 });
    await unlink(join(target, "sub/b.txt"));
    expect(await materialize(held.store, digest, target)).toEqual({ written: 1, kept: 1 });
  });

  test("refuses to overwrite a file with other bytes", async () => {
    const digest = await tree({ a: "new" });
    await writeFile(join(target, "a"), "old");
    await expect(materialize(held.store, digest, target)).rejects.toMatchObject({
      code: "conflict",
      message: /other bytes/,
    });
    expect(await contentOf(target)).toEqual({ a: "old" });
  });

  test("refuses a folder where a file should be and a file where a folder should be", async () => {
    await mkdir(join(target, "a"));
    await expect(materialize(held.store, await tree({ a: "x" }), target)).rejects.toMatchObject({
      code: "conflict",
    });
    await writeFile(join(target, "b"), "x");
    await expect(materialize(held.store, await tree({ "b/c": "x" }), target)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("does not leave the target through a link", async () => {
    const outside = await temporaryFolder();
    await symlink(outside, join(target, "link"));
    await expect(materialize(held.store, await tree({ "link/x": "x" }), target)).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(materialize(held.store, await tree({ "link/deep/x": "x" }), target)).rejects.toMatchObject({
      code: "conflict",
    });
    await symlink(join(outside, "file"), join(target, "dangling"));
    await expect(materialize(held.store, await tree({ dangling: "x" }), target)).rejects.toMatchObject({
      code: "conflict",
    });
    await writeFile(join(outside, "same"), "x");
    await symlink(join(outside, "same"), join(target, "same"));
    await expect(materialize(held.store, await tree({ same: "x" }), target)).rejects.toMatchObject({
      code: "conflict",
    });
    await writeFile(join(target, "s"), "x");
    await symlink("s", join(target, "as-long"));
    await expect(materialize(held.store, await tree({ "as-long": "x" }), target)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await readdir(outside)).toEqual(["same"]);
    await rm(outside, { recursive: true });
  });

  test("works in a target that is itself reached through a link", async () => {
    const real = join(target, "real");
    await mkdir(real);
    await symlink(real, join(target, "alias"));
    await materialize(held.store, await tree({ "a/b": "x" }), join(target, "alias"));
    expect(await contentOf(real)).toEqual({ "a/b": "x" });
  });

  test("refuses a stored tree with a path that climbs", async () => {
    const text = `{"files":[{"digest":"${await putText(held.store, "x")}","path":"../evil","size":1}],"tree":1}`;
    const climbing = await putText(held.store, text);
    await expect(materialize(held.store, climbing, target)).rejects.toMatchObject({ code: "invalid" });
    expect(await readdir(target)).toEqual([]);
  });

  test("writes no corrupt file", async () => {
    const digest = await tree({ a: "good", b: "bad" });
    await held.corrupt(digestOf("bad"));
    await expect(materialize(held.store, digest, target)).rejects.toMatchObject({
      code: "hash_mismatch",
      message: /^b /,
    });
    expect(await contentOf(target)).toEqual({ a: "good" });
  });

  test("names a file that is missing, and a tree that lies about a size", async () => {
    const digest = await tree({ a: "gone" });
    await unlink(pathIn(held.folder, digestOf("gone")));
    await expect(materialize(held.store, digest, target)).rejects.toMatchObject({
      code: "not_found",
      details: { digest: digestOf("gone") },
    });
    const x = await putText(held.store, "x");
    const lying = await held.store.put(streamOf(formatTree([{ path: "x", digest: x, size: 9 }])));
    await expect(materialize(held.store, lying.digest, target)).rejects.toMatchObject({
      code: "hash_mismatch",
    });
    await expect(materialize(held.store, digestOf("nowhere"), target)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await contentOf(target)).toEqual({});
  });

  test("says when the target cannot be written", async () => {
    await writeFile(join(target, "file"), "");
    await expect(
      materialize(held.store, await tree({ a: "x" }), join(target, "file", "sub")),
    ).rejects.toMatchObject({
      code: "unavailable",
    });
  });
});
