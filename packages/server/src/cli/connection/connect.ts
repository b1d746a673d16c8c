import { setTimeout as wait } from "node:timers/promises";
import { BegatError } from "@begat/core";
import { DataFolder, type RunningServer } from "../../data-folder.ts";
import type { Opening } from "../command.ts";
import { Client } from "./client.ts";
import { countingFetch } from "./counting-fetch.ts";
import { databaseFileOf } from "./database-file.ts";
import { exists } from "./exists.ts";
import { fetchWithin } from "./in-process.ts";

/** Where a command finds the record. */
export interface Place {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly data: string;
  readonly database?: string | undefined;
}

/** A record that is open. */
export interface Connection {
  readonly begat: Client;
  close(): Promise<void>;
}

export interface ConnectOptions extends Opening {
  /** Told that the store cannot be written any more. */
  readonly onFatal: (reason: string) => void;
}

const ELSEWHERE =
  "begin one with begat serve or begat publish, or name another with --data, --database or BEGAT_URL";
const UNAVAILABLE = 503;
const BUSY_MS = 15_000;
const RETRY_MS = 100;

/**
 * The server at the URL; else the one that runs on the folder; else the folder itself, opened in this process. Another
 * command that has the folder open is waited for.
 */
export async function connect(place: Place, options: ConnectOptions): Promise<Connection> {
  const { url, token, data } = place;
  if (url !== undefined) return toServer(options, url, token);
  for (const until = Date.now() + BUSY_MS; ; ) {
    const server = await serverOf(data);
    if (server !== undefined) {
      checkDatabase(place, server);
      return toServer(options, server.url, server.secret);
    }
    if (options.create !== true) await checkRecord(place);
    try {
      return await openFolder(place, options);
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error;
    }
    await wait(RETRY_MS);
  }
}

/** A command that begins no record makes no key either: the ledger of a database would be signed by it. */
async function checkRecord({ data, database }: Place): Promise<void> {
  if (database === undefined) await databaseFileOf(data, ELSEWHERE);
  else if (!(await exists(DataFolder.at(data).keyFile))) {
    const message = `${data} has no ledger.key, which goes with the database; name the folder of its server with --data`;
    throw new BegatError("not_found", message);
  }
}

/** A database that was typed must be the one that is served. */
function checkDatabase({ data, database }: Place, server: RunningServer): void {
  if (database === undefined || database === server.database) return;
  throw new BegatError(
    "invalid",
    `database: the server on ${data} (${server.url}) has another one; choose another folder with --data`,
    {
      field: "database",
    },
  );
}

/** Without a token none of the environment is taken: the one given was chosen for this server. */
function toServer(options: ConnectOptions, url: string, token = ""): Connection {
  return { begat: client(options, fetch, url, token), close: async () => {} };
}

function isBusy(error: unknown): boolean {
  return error instanceof BegatError && error.details.in_use !== undefined;
}

/** The server that runs on a folder: announced there, its process alive, answering, if only that its database is away. */
async function serverOf(data: string): Promise<RunningServer | undefined> {
  const server = await DataFolder.at(data).runningServer();
  if (server === undefined || !isAlive(server.pid)) return undefined;
  try {
    const { ok, status } = await fetch(`${server.url}/health`);
    return ok || status === UNAVAILABLE ? server : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function openFolder({ data, database }: Place, options: ConnectOptions): Promise<Connection> {
  // What a command of a running server needs is loaded in a tenth of the time.
  const [{ createApp }, { pino }] = await Promise.all([import("../../main.ts"), import("pino")]);
  const app = await createApp({
    data,
    access: "loopback",
    // What is foreseen is the answer of the command already.
    logger: pino({ level: "error" }, pino.destination(2)),
    onFatal: options.onFatal,
    ...(database !== undefined && { database }),
  });
  await app.indexed();
  const begat = client(options, fetchWithin(app), "http://localhost", app.secret);
  return { begat, close: () => app.close() };
}

function client({ onSent }: ConnectOptions, send: typeof fetch, url: string, token: string): Client {
  return new Client({ url, token, fetch: onSent === undefined ? send : countingFetch(send, onSent) });
}
