import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { BegatError, invalid } from "@begat/core";
import { type Digest, mismatch, parseDigest } from "../digest.ts";
import { finishHash, hashStream, onDisk, unlessMissing, writeNew } from "../disk.ts";
import type { ArtifactStore, ByteRange, OpenArtifact, PutResult, Stored, Upload, Verdict } from "../port.ts";
import { type Layout, listWhole, openLayout, publish, sizeOf, wholePath } from "./layout.ts";
import { Uploads } from "./uploads.ts";

/**
 * Opens the artifact store of a folder, making it when it is not there. One process at a time may have a folder,
 * but the `sha256` of several folders may be one, on one file system: what appears in it is whole.
 *
 * Layout: `sha256/ab/cd/<64 hex>` (read-only files), `tmp/` (puts under way), `partial/` (resumable uploads).
 */
export async function openFolderStore(folder: string): Promise<ArtifactStore> {
  return new FolderStore(await onDisk(`open the artifact folder ${folder}`, openLayout(folder)));
}

class FolderStore implements ArtifactStore {
  readonly #layout: Layout;
  readonly #uploads: Uploads;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#uploads = new Uploads(layout);
  }

  async put(bytes: AsyncIterable<Uint8Array>, expected?: Digest): Promise<PutResult> {
    const wanted = expected === undefined ? undefined : parseDigest(expected);
    const temporary = join(this.#layout.temporary, randomUUID());
    try {
      const stored = await writeNew(temporary, bytes, { sync: true });
      if (wanted !== undefined && stored.digest !== wanted) throw mismatch(wanted, stored.digest);
      const existed = await onDisk("store the artifact", publish(this.#layout, temporary, stored.digest));
      return { ...stored, existed };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async partial(digest: Digest): Promise<Upload> {
    return onDisk("read the upload", this.#uploads.status(parseDigest(digest)));
  }

  async append(
    digest: Digest,
    offset: number,
    bytes: AsyncIterable<Uint8Array>,
    total: number,
  ): Promise<Upload> {
    return this.#uploads.append(parseDigest(digest), offset, bytes, total);
  }

  async open(digest: Digest, range: ByteRange = { start: 0 }): Promise<OpenArtifact> {
    const file = await this.#file(digest);
    try {
      const { size } = await onDisk(`read ${digest}`, file.stat());
      return { size, stream: await slice(file, size, range) };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async stat(digest: Digest): Promise<Stored | undefined> {
    const exact = parseDigest(digest);
    const size = await onDisk(`read ${exact}`, sizeOf(wholePath(this.#layout, exact)));
    return size === undefined ? undefined : { digest: exact, size };
  }

  async verify(digest: Digest): Promise<Verdict> {
    const exact = parseDigest(digest);
    const file = await this.#file(exact);
    const running = await onDisk(`read ${exact}`, hashStream(file.createReadStream()));
    const { size } = running;
    const found = finishHash(running);
    return found === exact ? { digest: exact, ok: true, size } : { digest: exact, ok: false, size, found };
  }

  list(): AsyncIterable<Digest> {
    return listWhole(this.#layout);
  }

  async #file(digest: Digest): Promise<FileHandle> {
    const path = wholePath(this.#layout, digest);
    const file = await onDisk(`read ${digest}`, unlessMissing(open(path, "r")));
    if (file === undefined) throw new BegatError("not_found", `artifact ${digest} is not stored`, { digest });
    return file;
  }
}

async function slice(file: FileHandle, size: number, range: ByteRange): Promise<Readable> {
  const { start } = range;
  const end = Math.min(range.end ?? size, size);
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || start > end) {
    throw invalid(
      "range",
      `bytes ${start} to ${range.end ?? "the end"} are not within the ${size} bytes of the artifact`,
    );
  }
  if (start < end) return file.createReadStream({ start, end: end - 1 });
  await file.close();
  return Readable.from([]);
}
