import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keepingLogShort } from "../../src/store/sqlite/log.ts";

const LONGEST = 200_000;

let folder: string;
let writer: Sqlite.Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "begat-log-"));
  writer = new Sqlite(join(folder, "a.db"));
  writer.pragma("journal_mode = WAL");
  writer.pragma("wal_autocheckpoint = 10");
  writer.exec("create table t (x)");
});
afterEach(() => {
  writer.close();
  rmSync(folder, { recursive: true });
});

const logLength = () => statSync(join(folder, "a.db-wal")).size;
const writes = () => writer.prepare("insert into t values (zeroblob(20000))").run();

/** A thread with two connections, one of which has always begun to read before the other has ended. */
const OVERLAPPING = `
  const { parentPort, workerData } = require("node:worker_threads");
  const Sqlite = require("better-sqlite3");
  const [one, other] = [0, 1].map(() => new Sqlite(workerData, { readonly: true }));
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const begin = (reader) => {
    reader.exec("begin");
    reader.prepare("select count(*) from t").get();
  };
  begin(one);
  parentPort.postMessage("reading");
  for (;;) {
    for (const [beginning, ending] of [[other, one], [one, other]]) {
      begin(beginning);
      ending.exec("commit");
      Atomics.wait(pause, 0, 0, 5);
    }
  }`;

it("stays short where reads overlap without a gap", async () => {
  const keepShort = keepingLogShort(writer, LONGEST);
  const thread = new Worker(OVERLAPPING, { eval: true, workerData: writer.name });
  await once(thread, "message");
  for (let turn = 0; turn < 30; turn++) writes();
  // SQLite's own checkpoints do not begin it anew.
  expect(logLength()).toBeGreaterThan(2 * LONGEST);
  const lengths = Array.from({ length: 30 }, () => {
    keepShort();
    writes();
    return logLength();
  });
  await thread.terminate();
  expect(Math.max(...lengths)).toBeLessThan(2 * LONGEST);
});

it("waits for somebody who reads for long once in a while, and not at each commit", () => {
  const keepShort = keepingLogShort(writer, LONGEST);
  const reader = new Sqlite(writer.name, { readonly: true });
  reader.exec("begin");
  reader.prepare("select count(*) from t").get();
  for (let turn = 0; turn < 20; turn++) writes();
  const begun = performance.now();
  keepShort();
  expect(performance.now() - begun).toBeGreaterThan(500);
  const before = logLength();
  writes();
  keepShort();
  expect(logLength()).toBeGreaterThan(before);
  for (let turn = 0; turn < 20; turn++) writes();
  reader.close();
  keepShort();
  expect(logLength()).toBe(0);
  expect(writer.pragma("busy_timeout", { simple: true })).toBe(5000);
});
