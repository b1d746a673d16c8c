import type { Readable } from "node:stream";
import type { Digest } from "./digest.ts";

/** Bytes the store holds; `size` in bytes. */
export interface Stored {
  readonly digest: Digest;
  readonly size: number;
}

/** What a put answers; `existed` says that the store held these bytes before. */
export interface PutResult extends Stored {
  readonly existed: boolean;
}

/** Where a resumable upload stands: `offset` bytes are durable; `complete` when the whole artifact is stored. */
export interface Upload {
  readonly offset: number;
  readonly complete: boolean;
}

/** Bytes from `start` up to but without `end`; without `end`, or with one past the last byte, to the last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

/** An artifact being read: `size` is that of the whole artifact. Read `stream` to its end or destroy it. */
export interface OpenArtifact {
  readonly size: number;
  readonly stream: Readable;
}

/** What re-hashing found; `found` is what the stored bytes hash to. */
export type Verdict =
  | { readonly digest: Digest; readonly ok: true; readonly size: number }
  | { readonly digest: Digest; readonly ok: false; readonly size: number; readonly found: Digest };

/**
 * Keeps bytes by their hash. What is visible is whole, durable and never changes.
 *
 * Methods that take bytes stream them, keep nothing of a put that failed, and pass an error of the source on as it is.
 * They never destroy a `Readable`, so that a server can still answer on its connection. An I/O error of the store
 * is `unavailable`; a text that is no digest is `invalid`.
 */
export interface ArtifactStore {
  /** Stores bytes. `hash_mismatch` when they hash to something other than `expected`. Putting again repairs a corrupt copy. */
  put(bytes: AsyncIterable<Uint8Array>, expected?: Digest): Promise<PutResult>;

  /** Where the upload of `digest` stands; offset 0 when none was begun. */
  partial(digest: Digest): Promise<Upload>;

  /**
   * Goes on with an upload of `total` bytes; call it until it is `complete`. What arrived before the source broke is kept.
   *
   * `conflict` when `offset` is not where the upload stands (`details.offset` is) or another append runs;
   * `invalid` for bytes past `total`; `hash_mismatch` when the whole hashes to something else, and the upload starts over.
   */
  append(digest: Digest, offset: number, bytes: AsyncIterable<Uint8Array>, total: number): Promise<Upload>;

  /** Reads an artifact or a range of it. `not_found`, or `invalid` for a range that starts past the end. */
  open(digest: Digest, range?: ByteRange): Promise<OpenArtifact>;

  /** What is stored under a digest; undefined when nothing is. */
  stat(digest: Digest): Promise<Stored | undefined>;

  /** Hashes again what is stored. `not_found` when nothing is. */
  verify(digest: Digest): Promise<Verdict>;

  /** Every stored digest, in order. */
  list(): AsyncIterable<Digest>;
}

/** What it takes to read artifacts. */
export type ArtifactReader = Pick<ArtifactStore, "open" | "stat">;
