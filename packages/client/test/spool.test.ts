import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { BegatError } from "@begat/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { publishBatch } from "../src/publish.ts";
import { settingsOf } from "../src/settings.ts";
import { drain } from "../src/spool/drain.ts";
import type { SpoolLine } from "../src/spool/line.ts";
import { Spool } from "../src/spool/spool.ts";
import { Transport } from "../src/transport.ts";
import { FlakyServer } from "./flaky-server.ts";

let folder: string;
let server: FlakyServer;
let spool: Spool;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "begat-spool-"));
  server = await FlakyServer.start();
  spool = new Spool(server.url, { folder });
});

afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const message = (run_id: string, status: string): SpoolLine => ({
  v: 1,
  method: "POST",
  path: "/metadata/run",
  body: { run_id, status },
});

const receiver = () => {
  const transport = new Transport(settingsOf({ url: server.url }));
  return {
    batch: (items: Parameters<typeof publishBatch>[1]) => publishBatch(transport, items),
    bytes: async (line: SpoolLine, file: string) => {
      const bytes = new Uint8Array(await readFile(file));
      await transport.text({ method: "PUT", path: line.path, bytes: () => bytes, idempotent: true });
    },
  };
};

async function bytesLine(content: string): Promise<SpoolLine> {
  const hex = createHash("sha256").update(content).digest("hex");
  const bytes = async function* () {
    yield Buffer.from(content);
  };
  await spool.keepBlob(`sha256:${hex}`, content.length, bytes());
  const path = `/artifacts/sha256/${hex}`;
  return { v: 1, method: "PUT", path, content_type: "application/octet-stream", blob: `sha256:${hex}` };
}

test("a segment is a file as docs/spool.md says", async () => {
  await spool.append([message("a", "1"), message("b", "2")]);
  expect(spool.folder).toBe(join(folder, `http%3A%2F%2F127.0.0.1%3A${new URL(server.url).port}`));
  const [name = ""] = await spool.segments();
  expect(name).toMatch(/^[0-9a-z]{26}\.ndjson$/);
  expect(await readFile(join(spool.folder, name), "utf8")).toBe(
    '{"v":1,"method":"POST","path":"/metadata/run","body":{"run_id":"a","status":"1"}}\n' +
      '{"v":1,"method":"POST","path":"/metadata/run","body":{"run_id":"b","status":"2"}}\n',
  );
});

test("what waits goes out in order, two states of one subject never in one request", async () => {
  for (const status of ["1", "2", "1"])
    await spool.append([message("a", status), message(`b${status}`, status)]);
  await spool.append([message("c", "1")]);
  expect(await drain(spool, receiver())).toEqual({ sent: 7, rejected: [], waiting: 0 });
  expect(server.revisions.get("run:a")).toEqual(["1", "2", "1"]);
  expect(server.requests).toBe(3);
  expect(await readdir(spool.folder)).toEqual(["tmp"]);
});

test("a refused line is set aside with its error, its neighbours go on", async () => {
  await spool.append([message("a", "1"), message("b", "bad"), message("c", "1")]);
  const { sent, rejected, waiting } = await drain(spool, receiver());
  expect({ sent, waiting }).toEqual({ sent: 2, waiting: 0 });
  expect(rejected.map(({ error }) => error.message)).toEqual(["status: is bad"]);
  const kept = JSON.parse(await readFile(rejected[0]?.file ?? "", "utf8"));
  expect(JSON.parse(kept.line)).toEqual(message("b", "bad"));
  expect(kept.error).toEqual({ code: "invalid", message: "status: is bad", details: {} });
});

test.each(["401", "429"] as const)("a whole request refused with %s keeps everything", async (mood) => {
  await spool.append([message("a", "1")]);
  server.moods = [mood];
  await expect(drain(spool, receiver())).rejects.toThrow("not now");
  expect(await drain(spool, receiver())).toEqual({ sent: 1, rejected: [], waiting: 0 });
});

test("messages too large for one request go in halves, one that is so alone is set aside", async () => {
  const small = ["a", "b", "c", "d"].map((id) => message(id, "1"));
  await spool.append([...small, message("big", "x".repeat(500)), message("e", "1")]);
  server.maxBytes = 150;
  const { sent, rejected, waiting } = await drain(spool, receiver());
  expect({ sent, waiting }).toEqual({ sent: 5, waiting: 0 });
  expect(rejected.map(({ error }) => error.code)).toEqual(["too_large"]);
  expect([...server.revisions.keys()]).toEqual(["a", "b", "c", "d", "e"].map((id) => `run:${id}`));
});

test("bytes of any age stay while a segment names them, when another process took the lock", async () => {
  await spool.append([message("a", "1")]);
  const line = await bytesLine("hello");
  const blob = join(spool.folder, "blobs", line.path.slice("/artifacts/sha256/".length));
  await utimes(blob, 1, 1);
  await spool.append([line, message("a", "2")]);
  const lock = join(spool.folder, "lock");
  const { batch, bytes } = receiver();
  const robbed: typeof batch = async (items) => {
    await writeFile(lock, JSON.stringify({ host: "elsewhere", pid: 1, token: "other" }));
    return batch(items);
  };
  expect(await drain(spool, { batch: robbed, bytes })).toMatchObject({ sent: 1, waiting: 1 });
  await rm(lock);
  expect(await drain(spool, receiver())).toEqual({ sent: 2, rejected: [], waiting: 0 });
  expect(server.stored.size).toBe(1);
});

test("bytes that no segment names are swept after a day", async () => {
  const line = await bytesLine("hello");
  await utimes(join(spool.folder, "blobs", line.path.slice("/artifacts/sha256/".length)), 1, 1);
  await spool.append([message("a", "1")]);
  await drain(spool, receiver());
  expect(await readdir(join(spool.folder, "blobs"))).toEqual([]);
});

test("bytes wait as a copy, which goes when they are stored", async () => {
  const line = await bytesLine("hello");
  await spool.append([line, message("a", "1")]);
  server.moods = ["well", "401"];
  await expect(drain(spool, receiver())).rejects.toThrow("not now");
  expect(await readdir(join(spool.folder, "blobs"))).toHaveLength(1);
  await drain(spool, receiver());
  expect(await readdir(join(spool.folder, "blobs"))).toEqual([]);
  expect([...server.stored.keys()]).toEqual([line.path.slice("/artifacts/sha256/".length)]);
});

test("bytes that change while they are copied are not kept", async () => {
  const changed = async function* () {
    yield Buffer.from("other");
  };
  const digest = `sha256:${"0".repeat(64)}`;
  await expect(spool.keepBlob(digest, 5, changed())).rejects.toMatchObject({ code: "hash_mismatch" });
  expect(await readdir(join(spool.folder, "blobs"))).toEqual([]);
});

test("a last line without its end is passed over, a line that is no request set aside", async () => {
  await spool.append([message("a", "1")]);
  await writeFile(
    join(spool.folder, "0.ndjson"),
    'nonsense\n{"v":1,"method":"DELETE","path":"/"}\n{"v":1,"meth',
  );
  const { sent, rejected } = await drain(spool, receiver());
  expect(sent).toBe(1);
  expect(rejected.map(({ error }) => error.code)).toEqual(["invalid", "invalid"]);
});

test("what one segment says is sent in its order, bytes between messages too", async () => {
  const calls: string[] = [];
  const { batch } = receiver();
  await spool.append([message("a", "1"), await bytesLine("hello"), message("b", "1")]);
  await drain(spool, {
    batch: (items) => {
      calls.push(JSON.stringify(items.map((item) => Object.values(item)[0].run_id)));
      return batch(items);
    },
    bytes: async ({ path }) => void calls.push(path.slice(0, "/artifacts".length)),
  });
  expect(calls).toEqual(['["a"]', "/artifacts", '["b"]']);
});

test("a tree without a member is set aside and stops nothing; other bytes that are not found wait", async () => {
  const put = await bytesLine("hello");
  const tree = { ...put, method: "POST", path: "/artifacts" } as SpoolLine;
  const { batch } = receiver();
  const bytes = () => Promise.reject(new BegatError("not_found", "files[0]: is not stored"));
  await spool.append([tree, message("a", "1")]);
  const { sent, rejected, waiting } = await drain(spool, { batch, bytes });
  expect({ sent, waiting, codes: rejected.map(({ error }) => error.code) }).toEqual({
    sent: 1,
    waiting: 0,
    codes: ["not_found"],
  });
  await spool.append([put]);
  await expect(drain(spool, { batch, bytes })).rejects.toThrow("is not stored");
  expect(await spool.segments()).toHaveLength(1);
});

test("a line of a later version stops everything and stays", async () => {
  await spool.append([message("a", "1")]);
  await writeFile(join(spool.folder, "0.ndjson"), '{"v":2}\n');
  await expect(drain(spool, receiver())).rejects.toThrow(/version 2; upgrade/);
  expect(await spool.segments()).toHaveLength(2);
});

test("a full spool says so and what is in it stays", async () => {
  const small = new Spool(server.url, { folder, maxBytes: 200 });
  await small.append([message("a", "1")]);
  await expect(small.append([message("b", "x".repeat(200))])).rejects.toMatchObject({ code: "too_large" });
  await small.append([message("c", "1")]);
  expect(await drain(small, receiver())).toMatchObject({ sent: 2 });
  await small.append([message("d", "1")]);
});

test("of two that send, one waits", async () => {
  for (const status of ["1", "2", "3"]) await spool.append([message("a", status)]);
  const other = new Spool(server.url, { folder });
  const reports = await Promise.all([drain(spool, receiver()), drain(other, receiver())]);
  expect(reports.map(({ sent }) => sent).sort()).toEqual([0, 3]);
  expect(server.requests).toBe(3);
});

const LOCKS = [
  { who: "a process that runs", pid: process.ppid, host: hostname(), age: 0, sent: 0 },
  { who: "a process that ended", pid: 2 ** 22 + 1, host: hostname(), age: 0, sent: 1 },
  { who: "another machine", pid: 2 ** 22 + 1, host: "elsewhere", age: 60, sent: 0 },
  { who: "another machine that went away", pid: 1, host: "elsewhere", age: 700, sent: 1 },
];

test.each(LOCKS)("a lock of $who", async ({ pid, host, age, sent }) => {
  await spool.append([message("a", "1")]);
  const lock = join(spool.folder, "lock");
  await writeFile(lock, JSON.stringify({ host, pid, token: "t" }));
  const touched = new Date(Date.now() - age * 1000);
  await utimes(lock, touched, touched);
  expect(await drain(spool, receiver())).toEqual({ sent, rejected: [], waiting: 1 - sent });
});

test("a folder that cannot be written says so", async () => {
  await writeFile(join(folder, "file"), "");
  const broken = new Spool(server.url, { folder: join(folder, "file") });
  const failure = await broken.append([message("a", "1")]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BegatError);
  expect(failure).toMatchObject({ code: "unavailable" });
});
