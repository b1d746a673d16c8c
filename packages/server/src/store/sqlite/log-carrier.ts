import { fsyncSync, openSync } from "node:fs";
import Sqlite from "better-sqlite3";
import type { LogCarrier } from "../database.ts";

/**
 * What fewer bytes change is not worth a sync of the file, which the commits beside it wait for. A page that changed many times
 * is carried over once.
 */
const WORTH = 128_000_000;

interface Progress {
  readonly log: number;
  readonly checkpointed: number;
}

/**
 * Opens a connection that carries the log of a file over into it. Else the one that writes does so once the log is long, and
 * what is to be written waits until the file is synced: the longer, the larger it is.
 */
export function openLogCarrier(file: string): LogCarrier {
  const handle = new Sqlite(file);
  handle.pragma("synchronous = FULL");
  // Never closed: the system then drops all locks that this process has on the file, those of its other connections too.
  const descriptor = openSync(file, "r+");
  const pageSize = handle.pragma("page_size", { simple: true }) as number;
  const checkpoint = (mode: "NOOP" | "PASSIVE"): Progress => {
    const [progress] = handle.pragma(`wal_checkpoint(${mode})`) as readonly [Progress];
    return progress;
  };
  return {
    carry: async () => {
      const { log, checkpointed } = checkpoint("NOOP");
      if ((log - checkpointed) * pageSize < WORTH) return log * pageSize;
      const after = checkpoint("PASSIVE");
      // SQLite itself does so only when the log has not grown meanwhile, and leaves it to the one that writes otherwise.
      fsyncSync(descriptor);
      return after.log * pageSize;
    },
    close: async () => void handle.close(),
  };
}
