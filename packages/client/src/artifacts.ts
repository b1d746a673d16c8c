import { BegatError, invalid } from "@begat/core";
import type { Transport } from "./transport.ts";
import type { Receipt, Upload, Verdict } from "./types.ts";

/** Bytes to store. */
export type Bytes = Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;

/** What is stored under a digest; `size` in bytes. */
export interface Stored {
  readonly digest: string;
  readonly size: number;
}

/** Which bytes to read: from `start` up to but without `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

/** The artifacts of a server: bytes by their hash, `sha256:` and 64 hex digits. */
export class Artifacts {
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Stores bytes and answers their digest. Bytes that the server has are not sent again; a stream always is. */
  async put(source: Bytes): Promise<string> {
    if (source instanceof ReadableStream) return this.#post(source);
    const bytes = source instanceof Blob ? new Uint8Array(await source.arrayBuffer()) : source;
    const digest = `sha256:${hex(await crypto.subtle.digest("SHA-256", bytes))}`;
    if ((await this.stat(digest)) === undefined) await this.putUnder(digest, () => bytes);
    return digest;
  }

  /** The bytes, or a range of them. `not_found` when they are not stored. */
  async get(digest: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
    const headers = range && {
      range: `bytes=${range.start}-${range.end === undefined ? "" : range.end - 1}`,
    };
    const path = pathOf(digest);
    const response = await this.transport.response({
      method: "GET",
      path,
      idempotent: true,
      ...(headers && { headers }),
    });
    return response.body ?? new Blob([]).stream();
  }

  /** What is stored; undefined when nothing is. */
  async stat(digest: string): Promise<Stored | undefined> {
    try {
      const { headers } = await this.transport.response({
        method: "HEAD",
        path: pathOf(digest),
        idempotent: true,
      });
      return { digest, size: Number(headers.get("content-length")) };
    } catch (error) {
      if (error instanceof BegatError && error.code === "not_found") return undefined;
      throw error;
    }
  }

  /** Has the server hash the stored bytes again. */
  verify(digest: string): Promise<Verdict> {
    return this.transport.json({ method: "GET", path: `${pathOf(digest)}/verify`, idempotent: true });
  }

  /** Where an upload in parts stands. */
  partial(digest: string): Promise<Upload> {
    return this.transport.json({ method: "GET", path: `${pathOf(digest)}/partial`, idempotent: true });
  }

  /** Stores bytes under their digest, at one go. `hash_mismatch` when they hash to something else. */
  protected putUnder(digest: string, bytes: () => Bytes): Promise<Receipt> {
    return this.transport.json({
      method: "PUT",
      path: pathOf(digest),
      bytes,
      headers: { "content-type": "application/octet-stream" },
      idempotent: true,
    });
  }

  async #post(stream: ReadableStream<Uint8Array>): Promise<string> {
    const { id } = await this.transport.json<Receipt>({
      method: "POST",
      path: "/artifacts",
      bytes: () => stream,
      headers: { "content-type": "application/octet-stream" },
      idempotent: false,
    });
    return id;
  }
}

/** The address of an artifact. Throws `invalid` for what is no digest. */
export function pathOf(digest: string): string {
  const [, digits] = /^sha256:(?:\/\/)?([0-9a-f]{64})$/.exec(digest) ?? [];
  if (digits === undefined) throw invalid("digest", `"${digest}" is none; write sha256: and 64 hex digits`);
  return `/artifacts/sha256/${digits}`;
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
