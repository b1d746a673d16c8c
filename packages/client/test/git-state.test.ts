import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commandLine, environmentOf } from "../src/node/environment.ts";
import { gitState } from "../src/node/git-state.ts";

const run = promisify(execFile);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "begat-git-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function git(...args: readonly string[]): Promise<string> {
  const who = ["-c", "user.name=a", "-c", "user.email=a@b.c"];
  return (await run("git", [...who, ...args], { cwd: folder })).stdout.trim();
}

async function commitOne(): Promise<string> {
  await git("init", "-q");
  await writeFile(join(folder, "code.js"), "one\n");
  await writeFile(join(folder, "data.bin"), Buffer.from([0, 1, 2]));
  await git("add", ".");
  await git("commit", "-q", "-m", "first");
  return git("rev-parse", "HEAD");
}

test("a clean tree is its commit", async () => {
  const commit = await commitOne();
  await git("remote", "add", "origin", "https://me:secret@example.org/a.git");
  expect(await gitState(folder)).toEqual({
    commit,
    dirty: false,
    diff: undefined,
    untracked: [],
    repository: "https://example.org/a.git",
  });
});

test.each([
  ["https://me:p@ss@example.org:8443/a.git?token=t#f", "https://example.org:8443/a.git"],
  ["https://ghp_token@example.org/a.git", "https://example.org/a.git"],
  ["git@example.org:team/a.git", "git@example.org:team/a.git"],
  ["/srv/git/a@b.git", "/srv/git/a@b.git"],
])("of the remote %s nothing secret is kept", async (remote, repository) => {
  await commitOne();
  await git("remote", "add", "origin", remote);
  expect(await gitState(folder)).toMatchObject({ repository });
});

test("the diff brings a clean tree to where the dirty one was", async () => {
  await commitOne();
  await writeFile(join(folder, "code.js"), "two\n");
  await writeFile(join(folder, "data.bin"), Buffer.from([0, 9, 9]));
  const state = await gitState(folder);
  expect(state?.dirty).toBe(true);
  await git("checkout", "-q", ".");
  const patch = join(await mkdtemp(join(folder, "patch-")), "diff");
  await writeFile(patch, state?.diff ?? "");
  await git("apply", patch);
  expect(await readFile(join(folder, "code.js"), "utf8")).toBe("two\n");
  expect([...(await readFile(join(folder, "data.bin")))]).toEqual([0, 9, 9]);
});

test("a file that git does not know makes the tree dirty, and is named but not read", async () => {
  await commitOne();
  await writeFile(join(folder, ".env"), "SECRET=1");
  expect(await gitState(folder)).toMatchObject({ dirty: true, diff: undefined, untracked: [".env"] });
});

test("no repository and no commit is no state", async () => {
  expect(await gitState(folder)).toBeUndefined();
  await git("init", "-q");
  expect(await gitState(folder)).toBeUndefined();
});

test("the environment has the packages of the nearest lock file", async () => {
  const lock = {
    packages: {
      "": { version: "1.0.0" },
      "node_modules/a": { version: "2.0.0" },
      "node_modules/a/node_modules/b": { version: "3.0.0" },
      "node_modules/local": { link: true },
    },
  };
  await writeFile(join(folder, "package-lock.json"), JSON.stringify(lock));
  expect(await environmentOf(folder)).toMatchObject({
    node: process.versions.node,
    packages: { a: "2.0.0", "a/node_modules/b": "3.0.0" },
  });
  expect((await environmentOf(folder)).packages).not.toHaveProperty("local");
});

test("the command line hides what looks secret", () => {
  const args = [
    "--lr",
    "0.1",
    "--api-key",
    "k",
    "--db-password=p",
    "-v",
    "https://me:pw@host/x?a=b",
    "--author",
    "a",
  ];
  expect(commandLine(["/usr/bin/node", "/home/me/work/train.js", ...args], "/home/me/work")).toEqual([
    "train.js",
    ...[
      "--lr",
      "0.1",
      "--api-key",
      "***",
      "--db-password=***",
      "-v",
      "https://***@host/x?a=b",
      "--author",
      "a",
    ],
  ]);
});
