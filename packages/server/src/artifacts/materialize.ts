import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, mkdir, realpath, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BegatError } from "@begat/core";
import { makeFolders } from "@begat/core/make-folders";
import { type Digest, hexOf, parseDigest } from "./digest.ts";
import { finishHash, hashStream, onDisk, unlessMissing, writeNew } from "./disk.ts";
import type { ArtifactReader } from "./port.ts";
import { isTree, readTree } from "./stored-tree.ts";
import type { TreeFile } from "./tree.ts";

/** What a download did: files written, and files that were there already with the same bytes. */
export interface Materialized {
  readonly written: number;
  readonly kept: number;
}

/**
 * Writes an artifact into `target`, which is made if need be: the files of a tree, or any other artifact as one file
 * named by its hex. Every file is checked against its hash before it gets its name. Run it again to go on after a failure.
 *
 * Throws `conflict` for a file that is there with other bytes and for a symbolic link on the way, `hash_mismatch` when
 * the stored bytes are corrupt, `not_found` when they are missing, `unavailable` when the folder cannot be written.
 */
export async function materialize(
  store: ArtifactReader,
  digest: Digest,
  target: string,
): Promise<Materialized> {
  return materializeFiles(store, await filesOf(store, parseDigest(digest)), target);
}

/** Writes files into `target` as `materialize` does, at their paths; `onFile` is told how many are there. */
export async function materializeFiles(
  store: ArtifactReader,
  files: readonly TreeFile[],
  target: string,
  onFile: (done: number) => void = () => {},
): Promise<Materialized> {
  await onDisk(`make ${target}`, makeFolders(target));
  const root = await onDisk(`open ${target}`, realpath(target));
  const folders = new Set([root]);
  let written = 0;
  for (const [index, file] of files.entries()) {
    onFile(index);
    const path = join(root, file.path);
    await makeFolder(dirname(path), folders);
    if (await isThere(path, file)) continue;
    await writeVerified(store, file, path);
    written += 1;
  }
  return { written, kept: files.length - written };
}

/** The files of a tree, or any other artifact as one file named by its hex; none when it is not stored. */
export async function filesOf(store: ArtifactReader, digest: Digest): Promise<readonly TreeFile[]> {
  if (await isTree(store, digest)) return (await readTree(store, digest)).files;
  const stored = await store.stat(digest);
  return stored === undefined ? [] : [{ path: hexOf(digest), ...stored }];
}

/** Makes a folder below one of `folders` and refuses to pass through a link; adds what it went through. */
async function makeFolder(path: string, folders: Set<string>): Promise<void> {
  if (folders.has(path)) return;
  await makeFolder(dirname(path), folders);
  const found = await onDisk(`open ${path}`, unlessMissing(lstat(path)));
  if (found === undefined) await onDisk(`make ${path}`, mkdir(path));
  else if (!found.isDirectory()) throw inTheWay(path, "is no folder");
  folders.add(path);
}

async function isThere(path: string, file: TreeFile): Promise<boolean> {
  const found = await onDisk(`open ${path}`, unlessMissing(lstat(path)));
  if (found === undefined) return false;
  if (!found.isFile()) throw inTheWay(path, "is no plain file");
  const same = found.size === file.size && (await hashFile(path)) === file.digest;
  if (!same) throw inTheWay(path, "has other bytes");
  return true;
}

async function hashFile(path: string): Promise<Digest> {
  return finishHash(await onDisk(`read ${path}`, hashStream(createReadStream(path))));
}

function inTheWay(path: string, why: string): BegatError {
  return new BegatError("conflict", `${path} ${why}; move it away or download into another folder`, { path });
}

async function writeVerified(store: ArtifactReader, file: TreeFile, path: string): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID()}.part`);
  const { stream } = await store.open(file.digest);
  try {
    const found = await writeNew(temporary, stream, { sync: false });
    if (found.digest !== file.digest || found.size !== file.size) throw corrupt(file, found);
    await onDisk(`write ${path}`, rename(temporary, path));
  } catch (error) {
    stream.destroy();
    await rm(temporary, { force: true });
    throw error;
  }
}

function corrupt(file: TreeFile, found: { digest: Digest; size: number }): BegatError {
  const message = `${file.path} should be ${file.digest} of ${file.size} bytes; stored is ${found.digest} of ${found.size}`;
  return new BegatError("hash_mismatch", `${message}; put the right bytes again`, { expected: file, found });
}
