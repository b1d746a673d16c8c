import { access } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { BegatError } from "@begat/core";
import { DataFolder, type RunningServer } from "../../data-folder.ts";
import { createApp } from "../../main.ts";
import { unlessMissing } from "../../artifacts/disk.ts";
import { Connection } from "./connection.ts";
import { fetchWithin } from "./in-process.ts";

/** Where a command finds the record. */
export interface Place {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly data: string;
  readonly database?: string | undefined;
}

export interface ConnectOptions {
  /** Whether a folder without a record becomes one. */
  readonly create: boolean;
  readonly onFatal: (reason: string) => void;
}

const BUSY_MS = 5_000;
const RETRY_MS = 100;

/**
 * The server at the URL; else the one that runs on the folder; else the folder itself, opened in this process. Another
 * command that has the folder open is waited for.
 */
export async function connect(place: Place, options: ConnectOptions): Promise<Connection> {
  if (place.url !== undefined) return new Connection({ url: checkUrl(place.url), token: place.token });
  if (!options.create) await checkRecord(place);
  for (const until = Date.now() + BUSY_MS; ; ) {
    const server = await serverOf(place.data);
    if (server !== undefined) return new Connection({ url: server.url, token: server.secret });
    try {
      return await openFolder(place, options);
    } catch (error) {
      if (!(error instanceof BegatError && error.code === "unavailable") || Date.now() > until) throw error;
    }
    await wait(RETRY_MS);
  }
}

function checkUrl(url: string): string {
  if (/^https?:\/\/[^/]/.test(url) && URL.canParse(url)) return url;
  throw new BegatError("invalid", `url: "${url}" is none; write one such as http://127.0.0.1:4680`, { field: "url" });
}

async function checkRecord({ data, database }: Place): Promise<void> {
  if (database !== undefined) return;
  const found = await unlessMissing(access(join(data, "begat.db")).then(() => true));
  if (found === true) return;
  throw new BegatError(
    "not_found",
    `there is no record in ${data}; begin one with begat serve or begat publish, or name another with --data or BEGAT_URL`,
  );
}

/** The server that runs on a folder: announced there, its process alive, answering. */
export async function serverOf(data: string): Promise<RunningServer | undefined> {
  if ((await unlessMissing(access(data).then(() => true))) !== true) return undefined;
  const server = await (await DataFolder.open(data)).runningServer();
  if (server === undefined || !isAlive(server.pid)) return undefined;
  try {
    await new Connection({ url: server.url }).get("/health");
    return server;
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

async function openFolder({ data, database }: Place, { onFatal }: ConnectOptions): Promise<Connection> {
  const app = await createApp({
    data,
    access: "loopback",
    onFatal,
    ...(database !== undefined && { database }),
  });
  await app.indexed();
  return new Connection({ url: "http://localhost", fetch: fetchWithin(app), close: () => app.close() });
}
