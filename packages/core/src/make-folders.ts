import { promises as fs } from "node:fs";
import { dirname } from "node:path";
import { BegatError } from "./error.ts";

/**
 * Makes a folder and those above it, as far as they are not there. Node's `recursive` does so too, but Node 20 tries for
 * ever where a folder takes none, as `/proc` does: here it is `unavailable`.
 */
export async function makeFolders(path: string, mode?: number): Promise<void> {
  try {
    await fs.mkdir(path, mode);
  } catch (error) {
    if (await isFolder(path)) return;
    const above = dirname(path);
    if (!isMissing(error) || above === path) throw error;
    await makeFolders(above, mode);
    await makeBelow(above, path, mode);
  }
}

async function makeBelow(above: string, path: string, mode?: number): Promise<void> {
  try {
    await fs.mkdir(path, mode);
  } catch (error) {
    // Another process may have made it by now.
    if (await isFolder(path)) return;
    if (!isMissing(error)) throw error;
    const message = `${path}: no folder can be made in ${above}; choose another place`;
    throw new BegatError("unavailable", message, { path, errno: "ENOENT" }, { cause: error });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return fs.stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
