import { constants } from "node:fs";
import { copyFile, type FileHandle, mkdir, open, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BegatError } from "@begat/core";
import { sortableId } from "../sortable-id.ts";
import { ownName } from "./owner.ts";
import { Segment, syncFolder } from "./segment.ts";
import { artifactOf, formatLine, type SpoolLine } from "./spool-line.ts";
import { usedBytes } from "./used-bytes.ts";

const ROTATE_AT = 8 * 1024 * 1024;

/** What an artifact is copied from. */
export type Source = Uint8Array | { readonly file: string };

/** Appends to the segment that is open, one line at a time. The caller never calls it twice at once. */
export class SpoolWriter {
  readonly #folder: string;
  readonly #limit: number;
  #segment: Segment | undefined;
  #handle: FileHandle | undefined;
  #size = 0;
  #used: number | undefined;

  constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.#limit = limit;
  }

  /** The segment that lines are appended to, and its size. */
  get current(): { readonly segment: Segment; readonly size: number } | undefined {
    return this.#segment && { segment: this.#segment, size: this.#size };
  }

  /** Appends a line, with the bytes that it puts; the disk has both when this ends. Throws `too_large` when the spool is full. */
  async append(line: SpoolLine, source?: Source): Promise<Segment> {
    const bytes = formatLine(line);
    await this.#makeRoom(bytes.length + (await sizeOf(source)));
    if (this.#size >= ROTATE_AT) await this.retire();
    const segment = this.#segment ?? (await this.#begin());
    if (source !== undefined) await copyInto(segment.files, artifactOf(line) as string, source);
    await this.#write(bytes);
    if (await isThere(segment.path)) return segment;
    // This process slept so long that another one took the segment over, and may not have seen this line.
    await this.retire();
    return this.append(line, source);
  }

  /** Closes the segment; the next line begins another. */
  async retire(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
    this.#segment = undefined;
    this.#size = 0;
  }

  async #begin(): Promise<Segment> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const id = sortableId();
    const segment = new Segment(this.#folder, id, ownName(id));
    this.#handle = await open(segment.path, "wx", 0o600);
    await syncFolder(this.#folder);
    this.#segment = segment;
    return segment;
  }

  async #write(bytes: Buffer): Promise<void> {
    const handle = this.#handle as FileHandle;
    try {
      await handle.write(bytes, 0, bytes.length, this.#size);
      await handle.datasync();
      this.#size += bytes.length;
    } catch (cause) {
      // Half a line may be there; nothing may follow it.
      await handle.truncate(this.#size).catch(() => this.retire());
      const message = `spool: ${this.#folder} cannot be written (${(cause as Error).message}); make room or set BEGAT_SPOOL`;
      throw new BegatError("unavailable", message, { folder: this.#folder }, { cause });
    }
  }

  async #makeRoom(bytes: number): Promise<void> {
    this.#used = (this.#used ?? (await usedBytes(this.#folder))) + bytes;
    if (this.#used > this.#limit) this.#used = (await usedBytes(this.#folder)) + bytes;
    if (this.#used <= this.#limit) return;
    this.#used = undefined;
    throw new BegatError(
      "too_large",
      `spool: ${this.#folder} would have more than ${this.#limit} bytes; bring the server back, or clear the folder`,
      { folder: this.#folder, limit: this.#limit },
    );
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function sizeOf(source: Source | undefined): Promise<number> {
  if (source === undefined) return 0;
  return "file" in source ? (await stat(source.file)).size : source.length;
}

async function copyInto(folder: string, hex: string, source: Source): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `${hex}.part`);
  if ("file" in source) await copyFile(source.file, temporary, constants.COPYFILE_FICLONE);
  else await writeFile(temporary, source, { mode: 0o600 });
  const handle = await open(temporary, "r+");
  await handle.sync();
  await handle.close();
  await rename(temporary, join(folder, hex));
  await syncFolder(folder);
}
