import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { generateNoteKey } from "@begat/core/ledger";
import pino from "pino";
import { openFolderStore } from "../../src/artifacts/folder/folder-store.ts";
import { Checkpointer } from "../../src/govern/checkpointer.ts";
import { TokenBook } from "../../src/govern/token-book.ts";
import type { TokenRecord } from "../../src/govern/tokens.ts";
import { createHttp } from "../../src/http/create-http.ts";
import type { Access, HttpDeps, LedgerEvent } from "../../src/http/ports.ts";
import { WebFiles } from "../../src/http/web/web-files.ts";
import { createReads } from "../../src/query/reads.ts";
import { Recorder } from "../../src/record/recorder.ts";
import type { WritableDatabase } from "../../src/store/database.ts";
import { findEntriesFor } from "../../src/store/ledger/find.ts";
import { prove } from "../../src/store/ledger/proof.ts";
import { readHead } from "../../src/store/ledger/read.ts";
import { openStore } from "../../src/store/open.ts";
import { createWriter, type Writer } from "../../src/store/writer.ts";
import { Events } from "../../src/watch/events.ts";

/** A real server on a free port, with a real store and real artifacts in a folder of its own. */
export interface TestServer {
  readonly url: string;
  readonly database: WritableDatabase;
  readonly tokens: TokenBook;
  /** What was logged, a line each. */
  readonly log: readonly string[];
  /** The queries that were asked. */
  readonly asked: { readonly query: string; readonly args: object }[];
  size(): Promise<number>;
  close(): Promise<void>;
}

export async function startServer(
  access: Access = { mode: "loopback" },
  { hasWebApp = true } = {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "begat-http-"));
  const database = await openStore(join(folder, "begat.db"));
  const artifacts = await openFolderStore(join(folder, "artifacts"));
  const writer = createWriter(database);
  const reads = createReads(database, Buffer.from("a secret of this test"));
  const tokens = tokenBook();
  const asked: TestServer["asked"] = [];
  const log: string[] = [];
  const app = createHttp({
    version: "0.0.0-test",
    access,
    logger: pino({ level: "warn" }, { write: (line) => void log.push(line) }),
    ...recordPorts(database, writer),
    artifacts: () => artifacts,
    rejected: { keep: async (rejections) => void (await writer.keepRejected(rejections)) },
    tokens,
    web: await WebFiles.open(hasWebApp ? await webApp(join(folder, "web")) : join(folder, "no web")),
    ask: reads.ask,
    answer: (query, ...rest) => {
      asked.push({ query, args: rest[0] });
      return reads.answer(query, ...rest);
    },
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    database,
    tokens,
    log,
    asked,
    size: async () => (await readHead(database)).size,
    close: async () => {
      await app.close();
      await writer.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A web app of the smallest size, as its build leaves it. */
async function webApp(folder: string): Promise<string> {
  await mkdir(join(folder, "assets"), { recursive: true });
  const files = { "index.html": "<title>Begat</title>", "assets/0": "a file", "assets/0.js": "export {};" };
  for (const [path, text] of Object.entries(files)) {
    await writeFile(join(folder, path), text);
    await writeFile(join(folder, `${path}.br`), brotliCompressSync(text));
    await writeFile(join(folder, `${path}.gz`), gzipSync(text));
  }
  return folder;
}

function recordPorts(
  database: WritableDatabase,
  writer: Writer,
): Pick<HttpDeps, "record" | "ledger" | "events"> {
  const events = new Events<LedgerEvent>({
    size: async () => (await readHead(database)).size,
    entries: async (reader, after, limit) =>
      (await findEntriesFor(database, reader, { after, limit })).map((entry) => ({
        seq: entry.seq,
        json: JSON.stringify(entry),
      })),
  });
  const recorder = new Recorder({
    append: async (submissions) => {
      const outcomes = unlessFatal(await writer.append(submissions));
      events.notify();
      return outcomes;
    },
  });
  const head = () => readHead(database);
  const checkpointer = new Checkpointer({
    key: generateNoteKey("begat.test"),
    head,
    first: async () => undefined,
    save: async () => {},
  });
  return {
    record: recorder,
    events,
    ledger: {
      size: async () => (await head()).size,
      checkpoint: () => checkpointer.checkpoint(),
      verifier: checkpointer.verifier,
      proof: (args) => prove(database, args),
      erase: async (seq, reason, actor) => unlessFatal(await writer.erase({ seq, reason, actor })),
    },
  };
}

function unlessFatal<T extends object>(answer: T | { readonly fatal: string }): T {
  if ("fatal" in answer) throw new Error(String(answer.fatal));
  return answer as T;
}

function tokenBook(): TokenBook {
  const records = new Map<string, TokenRecord>();
  return new TokenBook({
    list: async () => [...records.values()],
    find: async (id) => records.get(id),
    add: async (record) => void records.set(record.id, record),
    stamp: async (id, what, at) => void records.set(id, { ...records.get(id)!, [what]: at }),
  });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Posts JSON, or a text or bytes as they are, and reads the JSON answer. */
export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const raw = typeof body === "string" || body instanceof Uint8Array;
  return read(
    await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: raw ? (body as string) : JSON.stringify(body),
    }),
  );
}

export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return read(await fetch(url, { headers }));
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = (response.headers.get("content-type") ?? "").includes("application/json");
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
}
