import { availableParallelism } from "node:os";
import type { NoteKey } from "@begat/core/ledger";
import type { Logger } from "pino";
import { cursorSecret } from "./data-folder.ts";
import { eachInTurn } from "./each-in-turn.ts";
import { logFailure } from "./log-failure.ts";
import type { StoreLocation } from "./store/location.ts";
import type { Entry } from "./store/port/entries.ts";
import { keepLog, type LogKeeper } from "./threads/log.ts";
import { ReaderPool } from "./threads/reader-pool.ts";
import { WriterThread } from "./threads/writer-thread.ts";
import { Events } from "./watch/events.ts";

/** The threads of a store, and those who are told of what they append. */
export interface Threads {
  readonly writer: WriterThread;
  readonly readers: ReaderPool;
  readonly log: LogKeeper;
  readonly events: Events<Entry>;
}

/** Opens the store, its schema up to date. Throws what keeps it from opening. */
export async function openThreads(
  location: StoreLocation,
  key: NoteKey,
  logger: Logger,
  onFatal = (reason: string): void => logger.fatal(reason),
): Promise<Threads> {
  const events = new Events<Entry>({
    size: async () => (await readers.call("head")).size,
    entries: (reader, after, limit) => readers.call("entries", reader, after, limit),
  });
  const writer = new WriterThread({
    location,
    onFatal,
    onError: (error) => logFailure(logger, error, "the full-text index could not follow the ledger"),
    onAppended: () => {
      events.notify();
      log.written();
    },
    onIndexed: () => log.written(),
  });
  await writer.ready();
  const readers = new ReaderPool(readerCount(), { location, secret: cursorSecret(key) });
  const log = keepLog(location, readers, writer);
  return { writer, readers, log, events };
}

/** The writer last: the last connection to a SQLite file brings its log into it. */
export function closeThreads({ writer, readers, log }: Threads): Promise<void> {
  return eachInTurn([() => log.close(), () => readers.close(), () => writer.close()]);
}

function readerCount(): number {
  return Math.max(2, Math.min(8, availableParallelism() - 1));
}
