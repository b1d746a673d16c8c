import { join } from "node:path";
import type { BegatError } from "@begat/core";
import type { BatchItem, BatchMessage } from "../types.ts";
import { makeFolder } from "./durable.ts";
import type { BytesLine } from "./line.ts";
import { Lock } from "./lock.ts";
import { Round } from "./round.ts";
import type { Spool } from "./spool.ts";

/** The server, as a spool sees it. */
export interface Receiver {
  /** An answer for each item in order, or for the first ones. Throws when there is no answer. */
  batch(items: readonly BatchMessage[]): Promise<readonly BatchItem[]>;
  /** Stores the bytes of a file. */
  bytes(line: BytesLine, file: string): Promise<void>;
}

/** A request that the server refused for good. */
export interface Rejected {
  /** The file that holds the line and the error. */
  readonly file: string;
  readonly error: BegatError;
}

/** What became of the requests that waited. */
export interface DrainReport {
  readonly sent: number;
  readonly rejected: readonly Rejected[];
  /** How many segments still wait, because another process is sending them. */
  readonly waiting: number;
}

/**
 * Sends what waits, in order, one process at a time. A segment is removed when the server has answered every line of it;
 * a line that it refuses goes to `rejected`. Throws when the server is away or refuses the whole request, as without a
 * valid token; then the rest stays.
 */
export async function drain(spool: Spool, receiver: Receiver): Promise<DrainReport> {
  const waiting = (await spool.segments()).length;
  if (waiting === 0) return { sent: 0, rejected: [], waiting };
  await makeFolder(join(spool.folder, "tmp"));
  const lock = await Lock.take(join(spool.folder, "lock"), join(spool.folder, "tmp"));
  if (lock === undefined) return { sent: 0, rejected: [], waiting };
  const round = new Round(spool, receiver);
  try {
    while (await round.run(() => lock.isMine()));
    // What waits, as for another process that took the lock, may name bytes of any age.
    if ((await lock.isMine()) && (await spool.segments()).length === 0) await spool.sweep();
  } finally {
    await lock.release();
  }
  return { sent: round.sent, rejected: round.rejected, waiting: (await spool.segments()).length };
}
