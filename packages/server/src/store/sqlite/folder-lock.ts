import { join } from "node:path";
import { BegatError } from "@begat/core";
import Sqlite from "better-sqlite3";

export interface FolderLock {
  release(): void;
}

/**
 * Takes a folder for one process: an exclusive transaction on a file of its own, which the operating system ends with
 * the process however that dies. Undefined when another process has it.
 */
export function lockFolder(folder: string): FolderLock | undefined {
  const handle = open(join(folder, "lock"));
  try {
    handle.exec("begin exclusive");
    return { release: () => handle.close() };
  } catch (error) {
    handle.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") return undefined;
    throw error;
  }
}

function open(file: string): Sqlite.Database {
  try {
    return new Sqlite(file, { timeout: 0 });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "SQLITE_CANTOPEN") {
      const text = `${file}: cannot be opened to write; check whose the folder is`;
      throw new BegatError("unavailable", text, { errno: code }, { cause });
    }
    if (!message.startsWith("Could not locate the bindings file")) throw cause;
    const text =
      "the module of SQLite was installed without its scripts; allow them and run: npm rebuild better-sqlite3";
    throw new BegatError("unavailable", text, { errno: code }, { cause });
  }
}
