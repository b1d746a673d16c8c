import { type FileHandle, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { artifactOf, type SpoolLine } from "./spool-line.ts";

const NEWLINE = 0x0a;
const READ_BYTES = 1024 * 1024;

/** A line with the byte behind its end. */
export interface ReadLine {
  readonly text: string;
  readonly end: number;
}

/** One append-only file of lines with the offset of what is acknowledged and the artifacts that it puts. */
export class Segment {
  readonly id: string;
  /** Its file, as it is named now. */
  readonly path: string;
  readonly #folder: string;

  constructor(folder: string, id: string, file: string) {
    this.id = id;
    this.path = join(folder, file);
    this.#folder = folder;
  }

  /** The folder of the artifacts that its lines put, by their hex. */
  get files(): string {
    return join(this.#folder, `${this.id}.files`);
  }

  /** Where the bytes lie that a line puts. */
  fileOf(line: SpoolLine): string | undefined {
    const hex = artifactOf(line);
    return hex === undefined ? undefined : join(this.files, hex);
  }

  /** How many bytes of it are acknowledged. */
  async offset(): Promise<number> {
    const text = await readFile(this.#offsetFile, "utf8").catch(() => "0");
    return Number(text.trim());
  }

  /** Notes that everything before `offset` is acknowledged, durably. */
  async acknowledge(offset: number): Promise<void> {
    const temporary = `${this.#offsetFile}.tmp`;
    await writeDurably(temporary, `${offset}\n`);
    await rename(temporary, this.#offsetFile);
  }

  /** The whole lines from an offset on. A last line that was cut off is none. */
  async *lines(offset: number): AsyncGenerator<ReadLine> {
    const handle = await open(this.path);
    try {
      let rest = Buffer.alloc(0);
      let start = offset;
      for (;;) {
        const chunk = await readAt(handle, start + rest.length);
        if (chunk.length === 0) return;
        rest = Buffer.concat([rest, chunk]);
        for (let at = rest.indexOf(NEWLINE); at >= 0; at = rest.indexOf(NEWLINE)) {
          start += at + 1;
          const text = rest.toString("utf8", 0, at);
          rest = rest.subarray(at + 1);
          yield { text, end: start };
        }
      }
    } finally {
      await handle.close();
    }
  }

  /** Deletes it. The lines go first: without them the rest says nothing. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
    await rm(this.#offsetFile, { force: true });
    await rm(this.files, { recursive: true, force: true });
  }

  get #offsetFile(): string {
    return join(this.#folder, `${this.id}.offset`);
  }
}

/** Writes a file and waits until the disk has it. */
export async function writeDurably(path: string, text: string, flags = "w"): Promise<void> {
  const handle = await open(path, flags, 0o600);
  try {
    await handle.writeFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Waits until the disk has the names in a folder. Not every platform can. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, position);
  return buffer.subarray(0, bytesRead);
}
