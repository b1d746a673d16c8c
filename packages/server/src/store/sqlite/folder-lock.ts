import { join } from "node:path";
import Sqlite from "better-sqlite3";

export interface FolderLock {
  release(): void;
}

/**
 * Takes a folder for one process: an exclusive transaction on a file of its own, which the operating system ends with
 * the process however that dies. Undefined when another process has it.
 */
export function lockFolder(folder: string): FolderLock | undefined {
  const handle = new Sqlite(join(folder, "lock"), { timeout: 0 });
  try {
    handle.exec("begin exclusive");
    return { release: () => handle.close() };
  } catch (error) {
    handle.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") return undefined;
    throw error;
  }
}
