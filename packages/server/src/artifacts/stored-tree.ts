import { BegatError, TREE_HEAD, TREE_TAIL } from "@begat/core";
import { type Digest, mismatch, parseDigest } from "./digest.ts";
import { finishHash, hashStream } from "./disk.ts";
import type { ArtifactReader, ArtifactStore, ByteRange, PutResult } from "./port.ts";
import { checkTreeSize, formatTree, parseTree, type Tree, type TreeFile } from "./tree.ts";

const STATS_AT_ONCE = 64;

/**
 * Stores the manifest of files that are stored already; its digest is the tree's.
 * Throws as `formatTree` does, `not_found` for a file that is not stored and `invalid` for a wrong size.
 */
export async function putTree(store: ArtifactStore, files: readonly TreeFile[]): Promise<PutResult> {
  const manifest = formatTree(files);
  for (let start = 0; start < files.length; start += STATS_AT_ONCE) {
    await Promise.all(files.slice(start, start + STATS_AT_ONCE).map((file) => checkStored(store, file)));
  }
  return store.put(only(manifest));
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function checkStored(store: ArtifactStore, file: TreeFile): Promise<void> {
  const stored = await store.stat(file.digest);
  const name = JSON.stringify(file.path);
  if (stored === undefined) {
    throw new BegatError("not_found", `files: ${name} is ${file.digest}, which is not stored; put it first`, {
      digest: file.digest,
    });
  }
  if (stored.size !== file.size) {
    throw new BegatError("invalid", `files: ${name} has ${stored.size} bytes, not ${file.size}`, {
      field: "files",
    });
  }
}

/**
 * Reads a tree. `not_found` when nothing is stored, `invalid` or `too_large` when the bytes are no tree,
 * `hash_mismatch` when they are corrupt.
 */
export async function readTree(store: ArtifactReader, digest: Digest): Promise<Tree> {
  const stored = await store.stat(digest);
  checkTreeSize(stored?.size ?? 0);
  const bytes = await readAll(store, digest);
  const found = finishHash(await hashStream(only(bytes)));
  if (found !== parseDigest(digest)) throw mismatch(digest, found);
  return parseTree(bytes);
}

/** Whether an artifact begins and ends as a tree does. `not_found` when nothing is stored. */
export async function isTree(store: ArtifactReader, digest: Digest): Promise<boolean> {
  const head = await readAll(store, digest, { start: 0, end: TREE_HEAD.length });
  if (head.toString("latin1") !== TREE_HEAD) return false;
  const size = (await store.stat(digest))?.size ?? 0;
  const tail = await readAll(store, digest, { start: Math.max(0, size - TREE_TAIL.length) });
  return tail.toString("latin1") === TREE_TAIL;
}

async function readAll(store: ArtifactReader, digest: Digest, range?: ByteRange): Promise<Buffer> {
  const { stream } = await store.open(digest, range);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
