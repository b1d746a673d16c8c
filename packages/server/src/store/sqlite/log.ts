import { statSync } from "node:fs";
import type Sqlite from "better-sqlite3";

/** Far longer than a checkpoint that reaches the end of the log lets it grow. */
const LONGEST = 512 * 2 ** 20;
const PATIENCE_MS = 1_000;

/**
 * Empties the log of a database where it has become too long, to be called after each commit. SQLite's own checkpoints
 * begin the log anew when nobody reads; where reads overlap without a gap they never do, and the longer the log, the longer
 * takes each read. This one waits for the reads that have begun, which later ones do not delay.
 */
export function keepingLogShort(handle: Sqlite.Database, longest = LONGEST): () => void {
  const log = `${handle.name}-wal`;
  let limit = longest;
  return () => {
    const length = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    if (length <= limit) return;
    const patience = Number(handle.pragma("busy_timeout", { simple: true }));
    handle.pragma(`busy_timeout = ${PATIENCE_MS}`);
    const isBusy = handle.pragma("wal_checkpoint(TRUNCATE)", { simple: true }) === 1;
    handle.pragma(`busy_timeout = ${patience}`);
    // Where somebody reads for minutes, such as a verification, writing does not stop for it at each commit.
    limit = isBusy ? length + longest : longest;
  };
}
