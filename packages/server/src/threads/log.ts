import { isPostgres, type StoreLocation } from "../store/location.ts";
import type { LogCarrierHandlers } from "./log-carrier.ts";
import type { ReaderPool } from "./reader-pool.ts";
import { spawn } from "./spawn.ts";
import type { WriterThread } from "./writer-thread.ts";

/** In bytes. */
const LONG = 256_000_000;
const LOOK_EVERY_MS = 100;
/** How long reads are held up for those that have begun, and writes for the reads of another process. */
const READERS_PATIENCE_MS = 1_000;
const WRITER_PATIENCE_MS = 100;
/** After somebody read on and on. */
const TRY_AGAIN_MS = 10_000;

/** Looks after the log of a store. */
export interface LogKeeper {
  /** To be called when much may have been written. */
  written(): void;
  close(): Promise<void>;
}

/**
 * Carries SQLite's log over into its file on a thread of its own, and keeps it short. The log begins anew when all of it was carried
 * over and nobody reads. Where reads overlap without a gap that never comes, and the longer it is, the longer takes each read:
 * then the readers pause for it. PostgreSQL looks after its own.
 */
export function keepLog(
  location: StoreLocation,
  readers: ReaderPool,
  writer: WriterThread,
  long = LONG,
): LogKeeper {
  if (isPostgres(location)) return { written: () => {}, close: async () => {} };
  const carrier = spawn<LogCarrierHandlers>("log-carrier", { file: location });
  let isClosed = false;
  let nextLook = 0;
  let nextShorten = 0;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    // What it cannot carry over the writer is to try, and to tell why that cannot be done either.
    const length = await carrier.call("carry").catch(() => Number.POSITIVE_INFINITY);
    if (length <= long || performance.now() < nextShorten) return;
    const isShort = await shorten(readers, writer);
    if (!isShort || length === Number.POSITIVE_INFINITY) nextShorten = performance.now() + TRY_AGAIN_MS;
  };
  return {
    written() {
      if (isClosed || performance.now() < nextLook) return;
      nextLook = Number.POSITIVE_INFINITY;
      looking = look()
        .catch(() => {})
        .then(() => {
          nextLook = performance.now() + LOOK_EVERY_MS;
        });
    },
    async close() {
      isClosed = true;
      await looking;
      await carrier.call("close").catch(() => {});
      await carrier.terminate();
    },
  };
}

async function shorten(readers: ReaderPool, writer: WriterThread): Promise<boolean> {
  // Without the pause first: what the writer is at may take long, and nobody is to wait for that.
  if (await writer.shortenLog(0)) return true;
  const isShort = await readers.whilePaused(() => writer.shortenLog(WRITER_PATIENCE_MS), READERS_PATIENCE_MS);
  return isShort === true;
}
