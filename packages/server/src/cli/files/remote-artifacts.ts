import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { BegatError } from "@begat/core";
import { type Digest, hexOf } from "../../artifacts/digest.ts";
import type { ArtifactReader, ByteRange, OpenArtifact, Stored } from "../../artifacts/port.ts";
import type { Connection } from "../connection/connection.ts";

/** The artifacts that a server stores. */
export class RemoteArtifacts implements ArtifactReader {
  readonly #connection: Connection;
  readonly #known = new Map<Digest, Stored>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async stat(digest: Digest): Promise<Stored | undefined> {
    const known = this.#known.get(digest);
    if (known !== undefined) return known;
    try {
      const { headers } = await this.#connection.send("HEAD", addressOf(digest));
      const stored = { digest, size: Number(headers.get("content-length")) };
      this.#known.set(digest, stored);
      return stored;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async open(digest: Digest, range?: ByteRange): Promise<OpenArtifact> {
    const stored = await this.stat(digest);
    if (stored === undefined) throw new BegatError("not_found", `${digest} is not stored there`, { digest });
    // No range lies within nothing.
    if (stored.size === 0) return { size: 0, stream: Readable.from([]) };
    const headers = range === undefined ? {} : { range: `bytes=${range.start}-${lastByte(range)}` };
    const { body } = await this.#connection.send("GET", addressOf(digest), { headers });
    return { size: stored.size, stream: Readable.fromWeb(body as WebStream) };
  }
}

/** Where an artifact is, below the address of a server. */
export function addressOf(digest: Digest): string {
  return `/artifacts/sha256/${hexOf(digest)}`;
}

/** An answer to HEAD has no body to say more. */
function isMissing(error: unknown): boolean {
  return error instanceof BegatError && error.code === "not_found";
}

function lastByte({ end }: ByteRange): string {
  return end === undefined ? "" : String(end - 1);
}
