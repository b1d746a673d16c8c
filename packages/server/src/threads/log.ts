import { statSync } from "node:fs";
import { isPostgres, type StoreLocation } from "../store/location.ts";
import type { ReaderPool } from "./reader-pool.ts";
import type { WriterThread } from "./writer-thread.ts";

/** Somewhat longer than SQLite's checkpoints let the log of a new file grow where they reach its end. */
const LONG = 270_000_000;
const LOOK_EVERY_MS = 100;
/** After somebody else read the file on and on. */
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
  const shorten = async () => {
    next = Number.POSITIVE_INFINITY;
    // What kept it from that keeps it from writing too, and is told there.
    const isShort = await readers.whilePaused(() => writer.shortenLog()).catch(() => false);
    next = performance.now() + (isShort ? LOOK_EVERY_MS : TRY_AGAIN_MS);
  };
  return () => {
    if (performance.now() < next) return;
    next = performance.now() + LOOK_EVERY_MS;
    const { size = 0 } = statSync(`${location}-wal`, { throwIfNoEntry: false }) ?? {};
    if (size > long) void shorten();
  };
}
