import { readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { BegatError, invalid } from "@begat/core";
import { sortableId } from "../sortable-id.ts";
import { writeJson } from "../write-json.ts";
import { type Chunks, ignoreMissing, makeFolder, namesIn, sizeOfFolder, writeWhole } from "./durable.ts";
import type { SpoolLine } from "./line.ts";

/** Where messages wait and how many bytes they may take. */
export interface SpoolOptions {
  /** BEGAT_SPOOL, else `.begat/spool` in the home folder. Each server has a folder of its own in it. */
  readonly folder?: string;
  /** 10 GiB when it is left out. */
  readonly maxBytes?: number;
}

/** Where a line stands, and its text. */
export interface Place {
  readonly segment: string;
  readonly index: number;
  readonly text: string;
  /** Which of its halves it is, which of that one's, and so on; left out for the whole line. */
  readonly part?: string;
}

const MAX_BYTES = 10 * 1024 ** 3;
const SEGMENT = ".ndjson";
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;

/** Whether the spool itself could not keep something. */
export function isOfSpool(error: unknown): boolean {
  return error instanceof BegatError && "folder" in error.details;
}

/** A folder of requests that wait for their server: docs/spool.md has the format. */
export class Spool {
  /** The folder of one server. */
  readonly folder: string;
  readonly #maxBytes: number;
  #used: number | undefined;

  constructor(url: string, { folder, maxBytes = MAX_BYTES }: SpoolOptions = {}) {
    const root = folder ?? (process.env.BEGAT_SPOOL || join(homedir(), ".begat", "spool"));
    this.folder = join(resolve(root), folderName(url));
    this.#maxBytes = maxBytes;
  }

  /** Keeps requests as one segment. Durable when it resolves. `too_large` when the spool is full. */
  async append(lines: readonly SpoolLine[]): Promise<void> {
    const bytes = new TextEncoder().encode(lines.map((line) => `${writeJson(line)}\n`).join(""));
    // Named here and now, so that names are in the order of the calls.
    const name = `${sortableId()}${SEGMENT}`;
    await this.#written(bytes.length, this.folder, name, [bytes]);
  }

  /** Keeps a copy of bytes that hash to `digest`. `hash_mismatch` when they changed in the meantime. */
  async keepBlob(digest: string, size: number, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const path = this.blobPath(digest);
    if (!(await touch(path))) await this.#written(size, dirname(path), basename(path), bytes, digest);
  }

  /** Where the copy of bytes lies. Throws `invalid` for what is no digest. */
  blobPath(digest: string): string {
    const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(digest) ?? [];
    if (hex === undefined) throw invalid("digest", `"${digest}" is none; write sha256: and 64 hex digits`);
    return join(this.folder, "blobs", hex);
  }

  /** The segments that wait, oldest first. */
  async segments(): Promise<readonly string[]> {
    return (await namesIn(this.folder)).filter((name) => name.endsWith(SEGMENT)).sort();
  }

  /** The lines of a segment; none when it is gone. A last line without its end was never acknowledged. */
  async read(segment: string): Promise<readonly string[]> {
    const text = (await readFile(join(this.folder, segment), "utf8").catch(ignoreMissing)) ?? "";
    return text.split("\n").slice(0, -1);
  }

  /** Removes a segment, every line of which was answered, and the bytes that only it needed. */
  async remove(segment: string, blobs: readonly string[]): Promise<void> {
    await rm(join(this.folder, segment), { force: true });
    // A later segment that names the same bytes finds them on the server.
    for (const digest of blobs) await rm(this.blobPath(digest), { force: true });
    this.#used = undefined;
  }

  /** Sets a line that the server refused aside, with the error and its bytes. Answers where. */
  async reject(
    { segment, index, text: line, part }: Place,
    error: BegatError,
    blob?: string,
  ): Promise<string> {
    const folder = join(this.folder, "rejected");
    await makeFolder(folder);
    const place = `${segment.slice(0, -SEGMENT.length)}-${String(index).padStart(6, "0")}`;
    const name = part === undefined ? `${place}.json` : `${place}-${part}.json`;
    const { code, message, details } = error;
    const text = JSON.stringify({ line, error: { code, message, details } }, null, 2);
    if (blob !== undefined) {
      await rename(this.blobPath(blob), join(folder, blob.slice("sha256:".length))).catch(ignoreMissing);
    }
    const temporary = await this.#temporary(name);
    await writeWhole(temporary, join(folder, name), [new TextEncoder().encode(`${text}\n`)]);
    return join(folder, name);
  }

  /** Removes what a process that died left behind: files half written, and bytes that no line names. */
  async sweep(): Promise<void> {
    for (const folder of ["tmp", "blobs"].map((name) => join(this.folder, name))) {
      for (const name of await namesIn(folder)) {
        const found = await stat(join(folder, name)).catch(ignoreMissing);
        if (found !== undefined && Date.now() - found.mtimeMs > LEFT_BEHIND_MS) {
          await rm(join(folder, name), { force: true });
        }
      }
    }
  }

  async #written(size: number, folder: string, name: string, bytes: Chunks, digest?: string): Promise<void> {
    try {
      await this.#reserve(size);
      await makeFolder(folder);
      await writeWhole(await this.#temporary(name), join(folder, name), bytes, digest);
    } catch (cause) {
      if (cause instanceof BegatError) throw cause;
      const message = `the spool ${folder} cannot be written (${(cause as Error).message}); make room, or set BEGAT_SPOOL`;
      throw new BegatError("unavailable", message, { folder }, { cause });
    }
  }

  async #temporary(name: string): Promise<string> {
    await makeFolder(join(this.folder, "tmp"));
    return join(this.folder, "tmp", `${sortableId()}-${name}`);
  }

  async #reserve(bytes: number): Promise<void> {
    this.#used ??= await sizeOfFolder(this.folder);
    if (this.#used + bytes > this.#maxBytes) {
      this.#used = undefined;
      const message = `the spool ${this.folder} is full (${this.#maxBytes} bytes) and the server is away; bring the server back, or raise spool.maxBytes`;
      throw new BegatError("too_large", message, { folder: this.folder, maxBytes: this.#maxBytes });
    }
    this.#used += bytes;
  }
}

/** Makes a file young, so that it is not swept. False when there is none. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    (error) => ignoreMissing(error) ?? false,
  );
}

/** The URL percent-encoded, so that it can name a folder. */
function folderName(url: string): string {
  return encodeURIComponent(url).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
