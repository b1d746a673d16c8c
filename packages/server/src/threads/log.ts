import { isPostgres, type StoreLocation } from "../store/location.ts";
import type { CheckpointerHandlers } from "./checkpointer.ts";
import type { ReaderPool } from "./reader-pool.ts";
import { spawn } from "./spawn.ts";
import type { WriterThread } from "./writer-thread.ts";

/** In pages; somewhat shorter than the writer lets it grow before it carries it over itself. */
const LONG = 12_000;
const LOOK_EVERY_MS = 100;
/** How long reads are held up for those that have begun, and writes for the reads of another process. */
const READERS_PATIENCE_MS = 1_000;
const WRITER_PATIENCE_MS = 100;
/** After somebody read on and on. */
const TRY_AGAIN_MS = 10_000;

/** Looks after the log of a store. */
export interface LogKeeper {
  /** To be called when something was appended. */
  appended(): void;
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
  if (isPostgres(location)) return { appended: () => {}, close: async () => {} };
  const checkpointer = spawn<CheckpointerHandlers>("checkpointer", { file: location });
  let next = 0;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<number> => {
    if ((await checkpointer.call("checkpoint")) <= long) return LOOK_EVERY_MS;
    return (await shorten(readers, writer)) ? LOOK_EVERY_MS : TRY_AGAIN_MS;
  };
  return {
    appended() {
      if (performance.now() < next) return;
      next = Number.POSITIVE_INFINITY;
      looking = look()
        // What fails here keeps from writing too, and is told there.
        .catch(() => TRY_AGAIN_MS)
        .then((wait) => {
          next = performance.now() + wait;
        });
    },
    async close() {
      next = Number.POSITIVE_INFINITY;
      await looking;
      await checkpointer.call("close");
      await checkpointer.terminate();
    },
  };
}

async function shorten(readers: ReaderPool, writer: WriterThread): Promise<boolean> {
  // Without the pause first: what the writer is at may take long, and nobody is to wait for that.
  if (await writer.shortenLog(0)) return true;
  const isShort = await readers.whilePaused(() => writer.shortenLog(WRITER_PATIENCE_MS), READERS_PATIENCE_MS);
  return isShort === true;
}
