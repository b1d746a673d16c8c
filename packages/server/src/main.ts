import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { BegatError } from "@begat/core";
import type { FastifyInstance } from "fastify";
import { type Logger, pino } from "pino";
import { openFolderStore } from "./artifacts/folder/folder-store.ts";
import { cursorSecret, DataFolder } from "./data-folder.ts";
import { Checkpointer } from "./govern/checkpointer.ts";
import { TokenBook } from "./govern/token-book.ts";
import type { TokenRecord } from "./govern/tokens.ts";
import { createHttp } from "./http/create-http.ts";
import type { LedgerPort } from "./http/ports.ts";
import { WebFiles } from "./http/web/web-files.ts";
import { Recorder } from "./record/recorder.ts";
import type { Entry } from "./store/port/entries.ts";
import type { Reader } from "./store/port/reader.ts";
import { type FolderLock, lockFolder } from "./store/sqlite/folder-lock.ts";
import { tokenRow } from "./store/tokens.ts";
import { ReaderPool } from "./threads/reader-pool.ts";
import { WriterThread } from "./threads/writer-thread.ts";
import { VERSION } from "./version.ts";
import { Events } from "./watch/events.ts";
import { OpenLineageEmitter } from "./watch/openlineage/emitter.ts";

export { VERSION };

export interface AppOptions {
  /** The folder of the database, the artifacts and the keys. */
  readonly data: string;
  /** A PostgreSQL URL; left out, SQLite in the folder. */
  readonly database?: string;
  /** `loopback` trusts whoever reaches the address; `tokens` asks every caller for one. */
  readonly access: "loopback" | "tokens";
  /** A file that signed checkpoints are appended to. */
  readonly checkpoints?: string;
  /** Where events of OpenLineage about recorded runs are sent to, with the bearer token for it. */
  readonly openlineage?: { readonly endpoint: string; readonly apiKey?: string };
  readonly logger?: Logger;
  /** Told once when the database cannot be written any more; the process must end. */
  readonly onFatal?: (reason: string) => void;
}

/** A server that is not listening yet. */
export interface App {
  readonly http: FastifyInstance;
  readonly folder: DataFolder;
  readonly tokens: TokenBook;
  /** Speaks for the owner of the folder, as a bearer token. */
  readonly secret: string;
  /** Waits until the search index has caught up. */
  indexed(): Promise<void>;
  close(): Promise<void>;
}

const WEB = join(dirname(createRequire(import.meta.url).resolve("@begat/web/package.json")), "dist");
const CHECKPOINT_EVERY_MS = 10_000;
const CLOSE_WITHIN_MS = 5_000;

/** Opens everything and joins it: the one place where the parts of a server are made. */
export async function createApp(options: AppOptions): Promise<App> {
  const folder = await DataFolder.open(options.data);
  const lock = lockFolder(folder.path);
  if (lock === undefined) throw await alreadyRunning(folder);
  try {
    return await openApp(options, folder, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openApp(options: AppOptions, folder: DataFolder, lock: FolderLock): Promise<App> {
  const logger = options.logger ?? pino({ level: "warn" }, pino.destination(2));
  const location = options.database ?? folder.databaseFile;
  const key = await folder.noteKey();
  const artifacts = await openFolderStore(folder.artifacts);
  const events = new Events<Entry>({
    size: async () => (await readers.call("head")).size,
    entries: (reader, after, limit) => readers.call("entries", reader, after, limit),
  });
  const writer = new WriterThread({
    location,
    onFatal: options.onFatal ?? ((reason) => logger.fatal(reason)),
    onError: (error) => logger.error(error, "the full-text index could not follow the ledger"),
    onAppended: () => events.notify(),
  });
  await writer.ready();
  const readers = new ReaderPool(readerCount(), { location, secret: cursorSecret(key) });
  const tokens = createTokenBook(writer, readers);
  const checkpointer = new Checkpointer({
    key,
    head: () => readers.call("head"),
    first: () => readers.call("firstCheckpoint"),
    save: (size, note) => writer.insert("checkpoint", [[size, note]]),
    ...(options.checkpoints !== undefined && { file: options.checkpoints }),
  });
  await checkpointer.claim().catch(async (error: unknown) => {
    // Their threads would keep the process alive.
    await eachInTurn([() => readers.close(), () => writer.close()]);
    throw error;
  });
  const filing = setInterval(() => {
    checkpointer.file().catch((error: unknown) => logger.error(error, "the checkpoint could not be filed"));
  }, CHECKPOINT_EVERY_MS).unref();

  const secret = randomBytes(24).toString("base64url");
  const http = createHttp({
    version: VERSION,
    access: { mode: options.access, localSecret: secret },
    logger,
    record: new Recorder(writer),
    ask: (...question) => readers.call("ask", ...question),
    answer: (...question) => readers.call("answer", ...question),
    artifacts: () => artifacts,
    rejected: { keep: (rejections) => writer.keepRejected(rejections) },
    ledger: createLedgerPort(writer, readers, checkpointer),
    tokens,
    web: await WebFiles.open(WEB),
    events: {
      subscribe: (reader, after, listener) =>
        events.subscribe(reader, after, (entry) => listener(toEvent(entry))),
    },
  });
  const emitter =
    options.openlineage && createEmitter(options.openlineage, { events, readers, writer, logger });
  await emitter?.start();
  return {
    http,
    folder,
    tokens,
    secret,
    indexed: () => writer.indexed(),
    async close() {
      clearInterval(filing);
      emitter?.close();
      events.close();
      await eachInTurn([
        () => closeHttp(http),
        () => checkpointer.file(),
        // The writer last: the last connection to a SQLite file brings its log into it.
        () => readers.close(),
        () => writer.close(),
        async () => lock.release(),
      ]);
    },
  };
}

/** Does every step even when one fails; the first failure is thrown at the end. */
async function eachInTurn(steps: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Lets running requests end, but not for ever. */
async function closeHttp(http: FastifyInstance): Promise<void> {
  const patience = setTimeout(() => http.server.closeAllConnections(), CLOSE_WITHIN_MS);
  await http.close();
  clearTimeout(patience);
}

function readerCount(): number {
  return Math.max(2, Math.min(8, availableParallelism() - 1));
}

async function alreadyRunning(folder: DataFolder): Promise<BegatError> {
  const server = await folder.runningServer();
  const where =
    server === undefined ? "another process" : `a server at ${server.url} (process ${server.pid})`;
  return new BegatError(
    "unavailable",
    `${folder.path} is in use by ${where}; stop it first or choose another folder with --data`,
  );
}

interface EmitterParts {
  readonly events: Events<Entry>;
  readonly readers: ReaderPool;
  readonly writer: WriterThread;
  readonly logger: Logger;
}

const EMITTED = "openlineage";
const EMITTER: Reader = { principal: "agent:begat" };

function createEmitter(
  target: NonNullable<AppOptions["openlineage"]>,
  { events, readers, writer, logger }: EmitterParts,
): OpenLineageEmitter {
  return new OpenLineageEmitter({
    ...target,
    size: async () => (await readers.call("head")).size,
    sent: () => readers.call("cursor", EMITTED),
    keepSent: (seq) => writer.keepCursor(EMITTED, seq),
    lineage: async (id, relations, as_of) => {
      const args = { id, relations, as_of, direction: "both", depth: 1 };
      return JSON.parse(await readers.call("ask", "lineage", args, EMITTER));
    },
    sourceOf: async (seq) => (await readers.call("entries", EMITTER, seq - 1, 1))[0]?.source,
    subscribe: (after, listener) => events.subscribe(EMITTER, after, listener),
    onError: (error, message) => logger.warn(error, message),
  });
}

function createTokenBook(writer: WriterThread, readers: ReaderPool): TokenBook {
  return new TokenBook({
    list: () => readers.call("tokens") as Promise<readonly TokenRecord[]>,
    find: (id) => readers.call("token", id) as Promise<TokenRecord | undefined>,
    add: (record) => writer.insert("token", [tokenRow(record)]),
    stamp: (id, what, at) => writer.stampToken(id, what, at),
  });
}

function createLedgerPort(writer: WriterThread, readers: ReaderPool, checkpointer: Checkpointer): LedgerPort {
  return {
    verifier: checkpointer.verifier,
    size: async () => (await readers.call("head")).size,
    checkpoint: () => checkpointer.checkpoint(),
    proof: (request) => readers.call("prove", request),
    erase: (seq, reason, actor) => writer.erase({ seq, reason, actor }),
  };
}

function toEvent(entry: Entry): { readonly seq: number; readonly json: string } {
  return { seq: entry.seq, json: JSON.stringify(entry) };
}
