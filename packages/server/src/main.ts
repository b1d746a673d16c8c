import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { BegatError } from "@begat/core";
import type { NoteKey } from "@begat/core/ledger";
import type { FastifyInstance } from "fastify";
import { type Logger, pino } from "pino";
import { openFolderStore } from "./artifacts/folder/folder-store.ts";
import { DataFolder } from "./data-folder.ts";
import { eachInTurn } from "./each-in-turn.ts";
import { Checkpointer } from "./govern/checkpointer.ts";
import type { TokenBook } from "./govern/token-book.ts";
import { createHttp } from "./http/create-http.ts";
import { WebFiles } from "./http/web/web-files.ts";
import { logFailure } from "./log-failure.ts";
import { closeThreads, openThreads, type Threads } from "./open-threads.ts";
import { type FolderLock, lockFolder } from "./store/sqlite/folder-lock.ts";
import {
  createHttpPorts,
  createLedgerPort,
  createTokenBook,
  type EmitterTarget,
  startFollowers,
} from "./thread-ports.ts";
import { VERSION } from "./version.ts";

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
  /** Who is told of recorded runs by events of OpenLineage. */
  readonly openlineage?: EmitterTarget;
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
  const key = await folder.noteKey();
  const artifacts = await openFolderStore(folder.artifacts);
  const web = await WebFiles.open(WEB);
  const threads = await openThreads(options.database ?? folder.databaseFile, key, logger, options.onFatal);
  const checkpointer = await openCheckpointer(threads, key, options.checkpoints);
  const stopFiling = fileRegularly(checkpointer, logger);
  const tokens = createTokenBook(threads);
  const secret = randomBytes(24).toString("base64url");
  const http = createHttp({
    version: VERSION,
    access: { mode: options.access, localSecret: secret },
    logger,
    artifacts: () => artifacts,
    ledger: createLedgerPort(threads, checkpointer),
    tokens,
    web,
    ...createHttpPorts(threads),
  });
  const followers = await startFollowers(options, threads, logger);
  return {
    http,
    folder,
    tokens,
    secret,
    indexed: () => threads.writer.indexed(),
    async close() {
      stopFiling();
      for (const follower of followers) follower.close();
      threads.events.close();
      await eachInTurn([
        () => closeHttp(http),
        () => checkpointer.file(),
        () => closeThreads(threads),
        async () => lock.release(),
      ]);
    },
  };
}

async function openCheckpointer(threads: Threads, key: NoteKey, file?: string): Promise<Checkpointer> {
  const { writer, readers } = threads;
  const checkpointer = new Checkpointer({
    key,
    head: () => readers.call("head"),
    first: () => readers.call("firstCheckpoint"),
    save: (size, note) => writer.insert("checkpoint", [[size, note]]),
    ...(file !== undefined && { file }),
  });
  try {
    await checkpointer.claim();
  } catch (error) {
    // Its threads would keep the process alive.
    await closeThreads(threads);
    throw error;
  }
  return checkpointer;
}

/** Files checkpoints until it is told to stop. */
function fileRegularly(checkpointer: Checkpointer, logger: Logger): () => void {
  const timer = setInterval(() => {
    checkpointer
      .file()
      .catch((error: unknown) => logFailure(logger, error, "the checkpoint could not be filed"));
  }, CHECKPOINT_EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** Lets running requests end, but not for ever. */
async function closeHttp(http: FastifyInstance): Promise<void> {
  const patience = setTimeout(() => http.server.closeAllConnections(), CLOSE_WITHIN_MS);
  await http.close();
  clearTimeout(patience);
}

async function alreadyRunning(folder: DataFolder): Promise<BegatError> {
  const server = await folder.runningServer();
  const where =
    server === undefined ? "another process" : `a server at ${server.url} (process ${server.pid})`;
  return new BegatError(
    "unavailable",
    `${folder.path} is in use by ${where}; stop it first or choose another folder with --data`,
    { in_use: folder.path },
  );
}
