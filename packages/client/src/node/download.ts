import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { lstat, mkdir, realpath, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BegatError, MAX_TREE_BYTES, TREE_HEAD, TREE_TAIL } from "@begat/core";
import { makeFolders } from "@begat/core/make-folders";
import type { Artifacts, Stored } from "../artifacts.ts";
import { digestOf, hashFile } from "./file-tree.ts";

/** What a download did: files written, and files that were there already with the same bytes. */
export interface Downloaded {
  readonly written: number;
  readonly kept: number;
}

type Member = Stored & { readonly path: string };

/** Writes an artifact into a folder, as `NodeArtifacts.download` says. */
export async function download(artifacts: Artifacts, digest: string, folder: string): Promise<Downloaded> {
  const files = await membersOf(artifacts, digest);
  await makeFolders(folder);
  const root = await realpath(folder);
  let written = 0;
  for (const file of files) {
    const target = await placeOf(root, file.path);
    if (await isThere(target, file)) continue;
    await writeVerified(artifacts, file, target);
    written += 1;
  }
  return { written, kept: files.length - written };
}

async function membersOf(artifacts: Artifacts, digest: string): Promise<readonly Member[]> {
  const stored = await artifacts.stat(digest);
  if (stored === undefined) throw new BegatError("not_found", `artifact ${digest} is not stored`, { digest });
  if (!(await isTree(artifacts, stored))) return [{ ...stored, path: digest.slice("sha256:".length) }];
  const bytes = Buffer.from(await new Response(await artifacts.get(digest)).arrayBuffer());
  if (digestOf(bytes) !== digest) throw mismatch(digest, digestOf(bytes));
  return (JSON.parse(bytes.toString()) as { readonly files: readonly Member[] }).files;
}

/** Whether an artifact begins and ends as the manifest of a tree does. */
async function isTree(artifacts: Artifacts, { digest, size }: Stored): Promise<boolean> {
  if (size < TREE_HEAD.length + TREE_TAIL.length || size > MAX_TREE_BYTES) return false;
  const head = await textOf(artifacts, digest, 0, TREE_HEAD.length);
  return head === TREE_HEAD && (await textOf(artifacts, digest, size - TREE_TAIL.length, size)) === TREE_TAIL;
}

async function textOf(artifacts: Artifacts, digest: string, start: number, end: number): Promise<string> {
  return new Response(await artifacts.get(digest, { start, end })).text();
}

/** Where a member goes; its folders are made. Nothing leaves `root`, and no link is followed. */
async function placeOf(root: string, path: string): Promise<string> {
  const names = path.split("/");
  if (names.some((name) => name === "" || name === "." || name === ".." || /[\\\0]/.test(name))) {
    throw new BegatError(
      "invalid",
      `path: ${JSON.stringify(path)} leads out of the folder; the tree is not sound`,
    );
  }
  let folder = root;
  for (const name of names.slice(0, -1)) {
    folder = join(folder, name);
    await mkdir(folder, { recursive: true });
    if (!(await lstat(folder)).isDirectory()) throw inTheWay(folder, "is no folder");
  }
  return join(root, ...names);
}

async function isThere(target: string, file: Member): Promise<boolean> {
  const found = await lstat(target).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isFile()) throw inTheWay(target, "is no plain file");
  if ((await hashFile(target)).digest !== file.digest) throw inTheWay(target, "has other bytes");
  return true;
}

async function writeVerified(artifacts: Artifacts, file: Member, target: string): Promise<void> {
  const temporary = join(dirname(target), `.${randomUUID()}.part`);
  const sha256 = createHash("sha256");
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sha256.update(chunk);
      done(null, chunk);
    },
  });
  try {
    const bytes = Readable.fromWeb((await artifacts.get(file.digest)) as never);
    await pipeline(bytes, hashing, createWriteStream(temporary, { flags: "wx" }));
    const found = `sha256:${sha256.digest("hex")}`;
    if (found !== file.digest) throw mismatch(file.digest, found);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function mismatch(digest: string, found: string): BegatError {
  return new BegatError(
    "hash_mismatch",
    `what came for ${digest} hashes to ${found}; put the right bytes again`,
    {
      digest,
      found,
    },
  );
}

function inTheWay(path: string, why: string): BegatError {
  return new BegatError("conflict", `${path} ${why}; move it away or download into another folder`, { path });
}
