import { lstat, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { BegatError } from "@begat/core";

/** A file below a folder: where it is, and its path in the tree. */
export interface FoundFile {
  readonly file: string;
  readonly path: string;
  readonly size: number;
}

/** Every plain file below a folder, by path. Throws `invalid` for links and devices, which no tree can hold. */
export async function walkFolder(folder: string): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) throw new BegatError("invalid", `${file} is a link or a device; a tree holds plain files alone`);
    const path = relative(folder, file).split(sep).join("/");
    found.push({ file, path, size: (await lstat(file)).size });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}
