import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { finishHash, hashStream } from "../../artifacts/disk.ts";
import type { Keeper } from "../../import/importer.ts";
import type { Client } from "../connection/client.ts";

/** Stores bytes in the record. */
export function storingKeeper(begat: () => Promise<Client>): Keeper {
  return {
    keepFile: async (path) => (await begat()).artifacts.put(path),
    keepBytes: async (bytes) =>
      (await begat()).artifacts.put(Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>),
  };
}

/** Hashes bytes and stores nothing. */
export const HASHING_KEEPER: Keeper = {
  keepFile: async (path) => finishHash(await hashStream(createReadStream(path))),
  keepBytes: async (bytes) => finishHash(await hashStream(bytes)),
};
