import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { BegatError, invalid } from "@begat/core";
import { type Digest, hexOf, mismatch } from "../digest.ts";
import { finishHash, hashStream, onDisk, type RunningHash, receive, startHash, syncFolder } from "../disk.ts";
import type { Upload } from "../port.ts";
import { type Layout, publish, sizeOf, wholePath } from "./layout.ts";

const MAX_RUNNING = 1000;

/** Resumable uploads: one growing file for each digest, and its running hash in memory. */
export class Uploads {
  readonly #layout: Layout;
  readonly #busy = new Set<Digest>();
  readonly #running = new Map<Digest, RunningHash>();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  async status(digest: Digest): Promise<Upload> {
    const stored = await sizeOf(wholePath(this.#layout, digest));
    if (stored !== undefined) return { offset: stored, complete: true };
    const path = this.#path(digest);
    if ((await sizeOf(path)) === undefined) return { offset: 0, complete: false };
    const file = await open(path, "r+");
    try {
      // A process that was killed may have written bytes it did not sync.
      await file.sync();
      return { offset: (await file.stat()).size, complete: false };
    } finally {
      await file.close();
    }
  }

  async append(
    digest: Digest,
    offset: number,
    bytes: AsyncIterable<Uint8Array>,
    total: number,
  ): Promise<Upload> {
    if (!Number.isSafeInteger(total) || total < 0) throw invalid("total", "must be a whole number of bytes");
    if (this.#busy.has(digest)) {
      throw new BegatError(
        "conflict",
        `another upload of ${digest} is running; wait for it, then ask for the offset`,
      );
    }
    this.#busy.add(digest);
    try {
      return await this.#appendAlone(digest, offset, bytes, total);
    } finally {
      this.#busy.delete(digest);
    }
  }

  async #appendAlone(
    digest: Digest,
    offset: number,
    bytes: AsyncIterable<Uint8Array>,
    total: number,
  ): Promise<Upload> {
    const path = this.#path(digest);
    const { offset: stands, complete } = await onDisk("read the upload", this.status(digest));
    // An upload longer than the artifact holds other bytes: it starts over.
    const over = stands > total;
    if (complete || over) await onDisk("remove the upload", rm(path, { force: true }));
    if (complete) return { offset: stands, complete };
    // All bytes arrived but the last step was lost: whatever is sent again, only that step is left.
    const resent = stands === total && offset !== stands;
    const start = over ? 0 : stands;
    if (!resent) checkOffset(digest, offset, start);
    const running = await this.#write(path, digest, start, resent ? Readable.from([]) : bytes, total);
    return running.size < total
      ? { offset: running.size, complete: false }
      : this.#finish(path, digest, running);
  }

  async #write(
    path: string,
    digest: Digest,
    offset: number,
    bytes: AsyncIterable<Uint8Array>,
    total: number,
  ): Promise<RunningHash> {
    const file = await onDisk("open the upload", open(path, "a+", 0o600));
    try {
      const running = await this.#resume(digest, file, offset);
      try {
        return await receive(bytes, file, running, total);
      } finally {
        await this.#sync(path, file);
      }
    } finally {
      await file.close();
    }
  }

  /** The running hash of the first `offset` bytes: the one in memory, or hashed again from the file. */
  async #resume(digest: Digest, file: FileHandle, offset: number): Promise<RunningHash> {
    let running = this.#running.get(digest);
    if (running?.size !== offset) {
      running = startHash();
      if (offset > 0) {
        const prefix = file.createReadStream({ start: 0, end: offset - 1, autoClose: false });
        await onDisk("read the upload", hashStream(prefix, running));
      }
    }
    this.#running.delete(digest);
    this.#running.set(digest, running);
    const [oldest] = this.#running.keys();
    if (this.#running.size > MAX_RUNNING && oldest !== undefined) this.#running.delete(oldest);
    return running;
  }

  async #sync(path: string, file: FileHandle): Promise<void> {
    try {
      await onDisk("store the bytes", file.sync());
      await onDisk("store the bytes", syncFolder(this.#layout.partial));
    } catch (error) {
      // After a failed sync the system may have dropped pages that still read back well.
      await rm(path, { force: true });
      throw error;
    }
  }

  async #finish(path: string, digest: Digest, running: RunningHash): Promise<Upload> {
    this.#running.delete(digest);
    const found = finishHash(running);
    if (found !== digest) {
      await onDisk("remove the upload", rm(path, { force: true }));
      throw mismatch(digest, found);
    }
    await onDisk("store the artifact", publish(this.#layout, path, digest));
    return { offset: running.size, complete: true };
  }

  #path(digest: Digest): string {
    return join(this.#layout.partial, hexOf(digest));
  }
}

function checkOffset(digest: Digest, asked: number, offset: number): void {
  if (asked === offset) return;
  const message = `the upload of ${digest} stands at offset ${offset}, not ${asked}; go on from ${offset}`;
  throw new BegatError("conflict", message, { offset });
}
