import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { finishHash, hashStream } from "../../artifacts/disk.ts";
import type { Keeper } from "../../import/importer.ts";
import type { Client } from "../connection/client.ts";

/** Stores bytes in the record. Before bytes are fetched `settle` is called, so that what was fetched before is recorded. */
export function storingKeeper(begat: () => Promise<Client>, settle: () => Promise<void>): Keeper {
  return {
    keepFile: async (path) => (await begat()).artifacts.put(path),
    keepBytes: async (bytes) => {
      await settle();
      const source = new Watched(bytes);
      try {
        return await (await begat()).artifacts.put(
          Readable.toWeb(Readable.from(source.read())) as ReadableStream<Uint8Array>,
        );
      } catch (error) {
        // To the upload it looks as if the record were away.
        throw source.error ?? error;
      }
    },
  };
}

/** Bytes from elsewhere, and why they broke off. */
class Watched {
  readonly #bytes: AsyncIterable<Uint8Array>;
  error: unknown;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#bytes = bytes;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#bytes;
    } catch (error) {
      this.error = error;
      throw error;
    }
  }
}

/** Hashes bytes and stores nothing. */
export const HASHING_KEEPER: Keeper = {
  keepFile: async (path) => finishHash(await hashStream(createReadStream(path))),
  keepBytes: async (bytes) => finishHash(await hashStream(bytes)),
};
