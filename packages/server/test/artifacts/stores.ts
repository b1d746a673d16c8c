import { createHash } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Digest } from "../../src/artifacts/digest.ts";
import { openFolderStore } from "../../src/artifacts/folder/folder-store.ts";
import type { ArtifactStore } from "../../src/artifacts/port.ts";

/** A store under test, and what a test must do behind its back. */
export interface TestStore {
  readonly store: ArtifactStore;
  /** The same store as a new process would open it. */
  reopen(): Promise<ArtifactStore>;
  /** Flips one bit of stored bytes. */
  corrupt(digest: Digest): Promise<void>;
  /** Names of whatever puts and uploads under way have left. */
  leftovers(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** Every kind of store; each must pass the contract. */
export const STORES = [{ name: "folder", create: createFolder }] as const;

export async function createFolder(): Promise<TestStore & { readonly folder: string }> {
  const folder = await temporaryFolder();
  return {
    folder,
    store: await openFolderStore(folder),
    reopen: () => openFolderStore(folder),
    corrupt: (digest) => flipBit(pathIn(folder, digest)),
    leftovers: async () => [
      ...(await readdir(join(folder, "tmp"))),
      ...(await readdir(join(folder, "partial"))),
    ],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "begat-artifacts-"));
}

export function pathIn(folder: string, digest: Digest): string {
  const hex = digest.slice(7);
  return join(folder, "sha256", hex.slice(0, 2), hex.slice(2, 4), hex);
}

async function flipBit(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
  await chmod(path, 0o644);
  await writeFile(path, bytes);
}

export function digestOf(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Bytes as a stream, cut into chunks of the given lengths in turn; `fails` breaks it at the end. */
export function streamOf(
  bytes: Uint8Array | string,
  lengths: readonly number[] = [65_536],
  fails?: Error,
): Readable {
  const whole = Buffer.from(bytes);
  return Readable.from(
    (async function* () {
      for (let start = 0, turn = 0; start < whole.length; turn += 1) {
        const length = lengths[turn % lengths.length] ?? 1;
        yield whole.subarray(start, start + length);
        start += length;
      }
      if (fails !== undefined) throw fails;
    })(),
    { objectMode: false },
  );
}

export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export async function putText(store: ArtifactStore, text: string): Promise<Digest> {
  return (await store.put(streamOf(text))).digest;
}
