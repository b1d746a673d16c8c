import { createHash } from "node:crypto";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BegatError } from "@begat/core";
import { makeFolders } from "@begat/core/make-folders";

/** Makes a folder that only its owner can read. */
export async function makeFolder(path: string): Promise<void> {
  await makeFolders(path, 0o700);
}

/** The content of a file in pieces. */
export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * Writes a file that is whole and durable when it appears under `path`: written in `temporary`, synced, renamed, and the
 * folder synced. `hash_mismatch` when it has another SHA-256 than `digest`.
 */
export async function writeWhole(
  temporary: string,
  path: string,
  chunks: Chunks,
  digest?: string,
): Promise<void> {
  try {
    const found = await writeSynced(temporary, chunks);
    if (digest !== undefined && found !== digest) {
      const message = `the bytes of ${digest} changed while they were copied; put them again`;
      throw new BegatError("hash_mismatch", message, { expected: digest, found });
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeSynced(path: string, chunks: Chunks): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return `sha256:${hash.digest("hex")}`;
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders, and needs no sync of them.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The names in a folder; none when it is not there. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The bytes of the files of a folder and its subfolders. */
export async function sizeOfFolder(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await namesIn(folder)) {
    const found = await stat(join(folder, name)).catch(ignoreMissing);
    if (found === undefined) continue;
    bytes += found.isDirectory() ? await sizeOfFolder(join(folder, name)) : found.size;
  }
  return bytes;
}

/** Turns the error for a file that is gone into undefined; throws any other. */
export function ignoreMissing(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}

function isMissing(error: unknown): boolean {
  return (error as { readonly code?: string }).code === "ENOENT";
}
