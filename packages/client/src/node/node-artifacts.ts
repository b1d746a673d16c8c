import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { BegatError, TREE_TYPE } from "@begat/core";
import { Artifacts, type Bytes, pathOf, type Stored } from "../artifacts.ts";
import { isTransient } from "../errors.ts";
import type { Receipt } from "../types.ts";
import { type Downloaded, download } from "./download.ts";
import { hashFile, hashFolder, manifestOf, type TreeFile } from "./file-tree.ts";
import { inParallel } from "./pool.ts";

const RESUMABLE_FROM = 16 * 1024 * 1024;
const FAILURES_ALLOWED = 4;
const DELAY_MS = 500;
const FILES_AT_ONCE = 4;

/** Told how many bytes of how many are on the server or on their way. */
export type OnProgress = (sent: number, total: number) => void;

/** Told up to where the bytes of one file are on the server or on their way. */
type Position = (position: number) => void;

/** Artifacts of a server, with files and folders of this machine. */
export class NodeArtifacts extends Artifacts {
  /**
   * Stores bytes, or the file or folder at a path, and answers the digest. What the server has is not sent again;
   * the upload of a large file goes on where it broke off. `onProgress` is told of files and folders.
   */
  override async put(source: Bytes | string, onProgress: OnProgress = () => {}): Promise<string> {
    if (typeof source !== "string") return super.put(source);
    if ((await stat(source)).isDirectory()) return this.putFolder(source, onProgress);
    const stored = await hashFile(source);
    await this.putFile(source, stored, (position) => onProgress(position, stored.size));
    return stored.digest;
  }

  /** Stores the files of a folder and the folder itself as a tree, and answers the digest of the tree. */
  async putFolder(folder: string, onProgress?: OnProgress): Promise<string> {
    return this.putTree(await hashFolder(folder), onProgress);
  }

  /** Stores files that are hashed already as a tree. */
  async putTree(files: readonly TreeFile[], onProgress: OnProgress = () => {}): Promise<string> {
    const position = positionsIn(files, onProgress);
    await inParallel(files, FILES_AT_ONCE, (file) => this.putFile(file.file, file, position()));
    const { id } = await this.transport.json<Receipt>({
      method: "POST",
      path: "/artifacts",
      json: manifestOf(files),
      headers: { "content-type": TREE_TYPE },
      idempotent: true,
    });
    return id;
  }

  /**
   * Writes an artifact into `folder`, which is made if need be: the files of a tree, or any other artifact as one file
   * named by its hex. Every file is checked against its hash before it gets its name; one that is there is kept.
   */
  download(digest: string, folder: string): Promise<Downloaded> {
    return download(this, digest, folder);
  }

  /** Stores a file that is hashed already. */
  async putFile(file: string, stored: Stored, at: Position = () => {}): Promise<void> {
    if ((await this.stat(stored.digest)) === undefined) {
      if (stored.size >= RESUMABLE_FROM) await this.#putInParts(file, stored, at);
      else await this.putUnder(stored.digest, () => bytesFrom(file, 0, at));
    }
    at(stored.size);
  }

  async #putInParts(file: string, stored: Stored, at: Position): Promise<void> {
    let furthest = -1;
    for (let failures = 0; ; failures++) {
      const { offset, complete } = await this.partial(stored.digest);
      if (complete) return;
      if (offset > furthest) failures = 0;
      furthest = offset;
      try {
        return await this.#putFrom(file, stored, offset, at);
      } catch (error) {
        if (failures >= FAILURES_ALLOWED || !mayGoOn(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, DELAY_MS * 2 ** failures));
      }
    }
  }

  async #putFrom(file: string, { digest, size }: Stored, offset: number, at: Position): Promise<void> {
    await this.transport.json({
      method: "PUT",
      path: pathOf(digest),
      bytes: () => bytesFrom(file, offset, at),
      headers: {
        "content-type": "application/octet-stream",
        "content-range": `bytes ${offset}-${size - 1}/${size}`,
      },
      idempotent: false,
    });
  }
}

function bytesFrom(file: string, start: number, at: Position): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(chunksFrom(file, start, at))) as ReadableStream<Uint8Array>;
}

async function* chunksFrom(file: string, start: number, at: Position): AsyncGenerator<Uint8Array> {
  let position = start;
  for await (const chunk of createReadStream(file, { start })) {
    position += chunk.length;
    at(position);
    yield chunk;
  }
}

/** Makes a position for each of several files and reports their sum. */
function positionsIn(files: readonly Stored[], onProgress: OnProgress): () => Position {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let sent = 0;
  return () => {
    let before = 0;
    return (position) => {
      sent += position - before;
      before = position;
      onProgress(sent, total);
    };
  };
}

/** `conflict` says that the upload stands elsewhere, or that another one is not over yet. */
function mayGoOn(error: unknown): boolean {
  return isTransient(error) || (error instanceof BegatError && error.code === "conflict");
}
