import { chmod, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Digest, hexOf } from "../digest.ts";
import { onDisk, syncFolder, unlessMissing } from "../disk.ts";

const HOUR = 3_600_000;
const TEMPORARY_AGE = 24 * HOUR;
const PARTIAL_AGE = 7 * 24 * HOUR;
const HEX64 = /^[0-9a-f]{64}$/;
const HEX2 = /^[0-9a-f]{2}$/;

/** Where things lie in the artifact folder: whole artifacts, puts under way, resumable uploads under way. */
export interface Layout {
  readonly whole: string;
  readonly temporary: string;
  readonly partial: string;
}

/** Makes the folders and removes what puts (24 hours) and uploads (7 days) left behind. */
export async function openLayout(folder: string): Promise<Layout> {
  const layout = {
    whole: join(folder, "sha256"),
    temporary: join(folder, "tmp"),
    partial: join(folder, "partial"),
  };
  for (const path of Object.values(layout)) await mkdir(path, { recursive: true });
  await syncFolder(folder);
  await removeOlder(layout.temporary, TEMPORARY_AGE);
  await removeOlder(layout.partial, PARTIAL_AGE);
  return layout;
}

async function removeOlder(folder: string, age: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await unlessMissing(stat(path));
    if (found !== undefined && Date.now() - found.mtimeMs > age) await rm(path, { force: true });
  }
}

/** Where an artifact lies: `sha256/ab/cd/<64 hex>`. Throws `invalid` for what is no digest. */
export function wholePath(layout: Layout, digest: Digest): string {
  const hex = hexOf(digest);
  return join(layout.whole, hex.slice(0, 2), hex.slice(2, 4), hex);
}

/** The size of a file in bytes; undefined when there is none. */
export async function sizeOf(path: string): Promise<number | undefined> {
  return (await unlessMissing(stat(path)))?.size;
}

/** Makes a durable file visible under its digest, in place of an older copy. Answers whether there was one. */
export async function publish(layout: Layout, file: string, digest: Digest): Promise<boolean> {
  const path = wholePath(layout, digest);
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const existed = (await sizeOf(path)) !== undefined;
  await chmod(file, 0o444);
  await rename(file, path);
  // Another put may have made the folders and not synced them yet, so all three are synced here.
  for (const changed of [folder, dirname(folder), layout.whole]) await syncFolder(changed);
  return existed;
}

/** The digests of all artifacts, in order; other files are passed over. */
export async function* listWhole(layout: Layout): AsyncGenerator<Digest> {
  for (const first of await names(layout.whole, HEX2)) {
    for (const second of await names(join(layout.whole, first), HEX2)) {
      for (const hex of await names(join(layout.whole, first, second), HEX64)) {
        if (hex.startsWith(first + second)) yield `sha256:${hex}`;
      }
    }
  }
}

async function names(folder: string, form: RegExp): Promise<readonly string[]> {
  return (await onDisk(`list ${folder}`, readdir(folder))).filter((name) => form.test(name)).sort();
}
