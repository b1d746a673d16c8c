import { execFileSync } from "node:child_process";
import { mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseYaml } from "../../src/import/files/parse.ts";
import { Root } from "../../src/import/files/root.ts";
import { writeInto } from "./record.ts";

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "begat-hostile-")));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const SECRET = "the secret of another folder";

const write = (path: string, text: string | Uint8Array) => writeInto(folder, path, text);

describe("a root", () => {
  it("reads nothing outside itself, by dots or by links", async () => {
    await write("secret.txt", SECRET);
    await write("inside/fine.txt", "fine");
    await symlink(join(folder, "secret.txt"), join(folder, "inside/link.txt"));
    await symlink(folder, join(folder, "inside/folder"));
    const root = await Root.open(join(folder, "inside"));
    expect(await root.readText("fine.txt")).toBe("fine");
    for (const path of ["../secret.txt", "link.txt", "folder/secret.txt", join(folder, "secret.txt"), "a\0b"])
      await expect(root.readText(path), path).rejects.toThrow(/leads out of|NUL/);
    const files: string[] = [];
    for await (const file of root.files()) files.push(file);
    expect(files).toEqual(["fine.txt"]);
  });

  it("reads no pipe, and no file over the limit", async () => {
    await write("long.txt", "x".repeat(100));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    const root = await Root.open(folder);
    await expect(root.readText("long.txt", 99)).rejects.toThrow("has 100 bytes; at most 99 are read");
    await expect(root.readText("pipe")).rejects.toThrow("is not a regular file");
  });
});

describe("YAML", () => {
  it.each([
    [
      "aliases that multiply",
      `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
        .split("")
        .map((name, i) => `${name}: &${name} [${`*${"abcdefgh"[i]},`.repeat(9)}]`)
        .join("\n")}`,
    ],
    ["nesting without end", "[".repeat(1_000_000)],
    ["nesting of lists without end", "- ".repeat(1_000_000)],
    ["nesting of maps without end", "{a: ".repeat(1_000_000)],
    ["keys that stand twice", "a: 1\na: 2"],
    ["two documents", "a: 1\n---\nb: 2"],
    ["no YAML", "a: [1"],
    ["an alias of nothing", "a: *b"],
  ])("%s is refused", (_, text) => {
    expect(() => parseYaml(text, "x.yaml")).toThrow(/^x\.yaml: is not YAML that can be read/);
  });
});
