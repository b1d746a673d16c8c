import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** How many bytes the files below a folder have together; 0 when there is none. */
export async function usedBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((entry) => sizeOf(join(entry.parentPath, entry.name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(path: string): Promise<number> {
  // Another process may have sent and deleted it.
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
