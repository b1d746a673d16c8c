import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { invalid } from "@begat/core";
import type { Stored } from "../artifacts.ts";

/** A file of a folder: `path` is below the folder with slashes, `file` where it lies. */
export interface TreeFile extends Stored {
  readonly path: string;
  readonly file: string;
}

/** The hash and the size of a file. */
export async function hashFile(file: string): Promise<Stored> {
  const sha256 = createHash("sha256");
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    sha256.update(chunk);
    size += chunk.length;
  }
  return { digest: `sha256:${sha256.digest("hex")}`, size };
}

/** The hash of bytes in memory. */
export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${hash("sha256", bytes)}`;
}

/** Every file below a folder with its hash. Links to files are followed; `invalid` for anything else. */
export async function hashFolder(folder: string): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  for (const path of await pathsBelow(folder, "")) {
    const file = join(folder, path);
    files.push({ path, file, ...(await hashFile(file)) });
  }
  return files;
}

/** The manifest by which a server knows a folder. */
export function manifestOf(files: readonly TreeFile[]): {
  readonly tree: 1;
  readonly files: readonly object[];
} {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { tree: 1, files: sorted.map(({ path, digest, size }) => ({ path, digest, size })) };
}

async function pathsBelow(folder: string, prefix: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...(await pathsBelow(folder, path)));
    else if (entry.isFile() || (await stat(join(folder, path))).isFile()) paths.push(path);
    else throw invalid("folder", `${path} is no plain file; a tree has files and folders alone`);
  }
  return paths;
}
