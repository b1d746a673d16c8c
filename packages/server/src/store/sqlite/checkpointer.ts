import Sqlite from "better-sqlite3";
import type { Checkpointer } from "../database.ts";

/** What fewer bytes change is not worth a sync of the file. */
const WORTH = 48_000_000;

interface Progress {
  readonly log: number;
  readonly checkpointed: number;
}

/**
 * Opens a connection that carries the log of a file over into it. Else the one that writes does so once the log is long, and
 * what is to be written waits until the file is synced: the longer, the larger it is.
 */
export function openCheckpointer(file: string): Checkpointer {
  const handle = new Sqlite(file);
  handle.pragma("synchronous = FULL");
  const worth = WORTH / (handle.pragma("page_size", { simple: true }) as number);
  const checkpoint = (mode: "NOOP" | "PASSIVE"): Progress => {
    const [progress] = handle.pragma(`wal_checkpoint(${mode})`) as readonly [Progress];
    return progress;
  };
  return {
    checkpoint: async () => {
      const { log, checkpointed } = checkpoint("NOOP");
      return log - checkpointed < worth ? log : checkpoint("PASSIVE").log;
    },
    close: async () => void handle.close(),
  };
}
