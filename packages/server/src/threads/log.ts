import { statSync } from "node:fs";
import { isPostgres, type StoreLocation } from "../store/location.ts";
import type { ReaderPool } from "./reader-pool.ts";
import type { WriterThread } from "./writer-thread.ts";

/** Somewhat longer than SQLite's checkpoints let the log of a new file grow where they reach its end. */
const LONG = 300_000_000;
const LOOK_EVERY_MS = 100;
/** How long reads are held up for those that have begun, and writes for the reads of another process. */
const READERS_PATIENCE_MS = 1_000;
const WRITER_PATIENCE_MS = 100;
/** After somebody read on and on. */
const TRY_AGAIN_MS = 10_000;

/**
 * Keeps SQLite's log short, to be called when something was appended. The log begins anew when nobody reads. Where reads
 * overlap without a gap it never does, and the longer it is, the longer takes each read: then the readers pause for it.
 */
export function keepingLogShort(
  location: StoreLocation,
  readers: ReaderPool,
  writer: WriterThread,
  long = LONG,
): () => void {
  if (isPostgres(location)) return () => {};
  let next = 0;
  const shorten = async (): Promise<boolean> => {
    // Without the pause first: what the writer is at may take long, and nobody is to wait for that.
    if (await writer.shortenLog(0)) return true;
    const isShort = await readers.whilePaused(
      () => writer.shortenLog(WRITER_PATIENCE_MS),
      READERS_PATIENCE_MS,
    );
    return isShort === true;
  };
  return () => {
    if (performance.now() < next) return;
    next = performance.now() + LOOK_EVERY_MS;
    if (lengthOf(`${location}-wal`) <= long) return;
    next = Number.POSITIVE_INFINITY;
    // What fails here keeps from writing too, and is told there.
    void shorten()
      .catch(() => false)
      .then((isShort) => {
        next = performance.now() + (isShort ? LOOK_EVERY_MS : TRY_AGAIN_MS);
      });
  };
}

/** Nothing where it cannot be told. */
function lengthOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
