import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { BegatError } from "@begat/core";
import type { Digest } from "./digest.ts";

const FULL = new Set(["ENOSPC", "EDQUOT"]);

/** Awaits file work; an I/O error becomes `unavailable`, saying what Begat was `doing`. */
export async function onDisk<T>(doing: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof BegatError) throw cause;
    const { code = "unknown", message } = cause as NodeJS.ErrnoException;
    const why = FULL.has(code) ? "the disk is full; free some space and try again" : message;
    throw new BegatError("unavailable", `cannot ${doing}: ${why}`, { errno: code }, { cause });
  }
}

/** Awaits file work; undefined when the file is not there. */
export async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A SHA-256 under way over the first `size` bytes. */
export interface RunningHash {
  readonly hash: Hash;
  size: number;
}

export function startHash(): RunningHash {
  return { hash: createHash("sha256"), size: 0 };
}

/** The digest of what was hashed; the running hash cannot be used afterwards. */
export function finishHash(running: RunningHash): Digest {
  return `sha256:${running.hash.digest("hex")}`;
}

/** Hashes a stream to its end. */
export async function hashStream(
  bytes: AsyncIterable<Uint8Array>,
  running = startHash(),
): Promise<RunningHash> {
  for await (const chunk of bytes) {
    running.hash.update(chunk);
    running.size += chunk.length;
  }
  return running;
}

/**
 * Appends a stream to a file and to its running hash, chunk by chunk.
 * `limit` is in bytes of the whole file; `invalid` before it is passed and for a stream that was cut off.
 */
export async function receive(
  bytes: AsyncIterable<Uint8Array>,
  file: FileHandle,
  running = startHash(),
  limit = Number.POSITIVE_INFINITY,
): Promise<RunningHash> {
  // Destroying a request would close the connection that its error must be answered on.
  const chunks = bytes instanceof Readable ? bytes.iterator({ destroyOnReturn: false }) : bytes;
  for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
    if (running.size + chunk.length > limit) {
      throw new BegatError(
        "invalid",
        `total: the body goes on after ${limit} bytes; say the size of the whole artifact`,
      );
    }
    await onDisk("store the bytes", file.appendFile(chunk));
    running.hash.update(chunk);
    running.size += chunk.length;
  }
  // Iterating a stream that was destroyed before the first chunk looks like its end.
  if (bytes instanceof Readable && !bytes.readableEnded) {
    throw new BegatError("invalid", "body: was cut off before its end; send it again");
  }
  return running;
}

/** Makes the names in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes a new file and hashes it on the way; with `sync` its bytes are durable afterwards. */
export async function writeNew(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  { sync }: { readonly sync: boolean },
): Promise<{ readonly digest: Digest; readonly size: number }> {
  const file = await onDisk(`make ${path}`, open(path, "wx"));
  try {
    const running = await receive(bytes, file);
    if (sync) await onDisk("store the bytes", file.sync());
    return { digest: finishHash(running), size: running.size };
  } finally {
    await file.close();
  }
}
