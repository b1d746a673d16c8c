import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Recorder } from "../../src/record/recorder.ts";
import { keepingLogShort } from "../../src/threads/log.ts";
import { ReaderPool } from "../../src/threads/reader-pool.ts";
import { WriterThread } from "../../src/threads/writer-thread.ts";

const LONG = 300_000;

describe("the log of a SQLite file", () => {
  let folder: string;
  let file: string;
  let writer: WriterThread;
  let readers: ReaderPool;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "begat-log-"));
    file = join(folder, "a.db");
    const fail = (reason: unknown) => expect.fail(String(reason));
    writer = new WriterThread({ location: file, onFatal: fail, onError: fail, onAppended: () => {} });
    await writer.ready();
    readers = new ReaderPool(2, { location: file, secret: new Uint8Array(32) });
  });
  afterEach(async () => {
    await readers.close();
    await writer.close();
    rmSync(folder, { recursive: true });
  });

  const logLength = () => statSync(`${file}-wal`).size;
  const writes = (name: string) =>
    new Recorder(writer).submit(
      [
        {
          source: "native",
          assertions: [{ assert: "node", id: `run:${name}`, props: { note: "x".repeat(50_000) } }],
        },
      ],
      "agent:test",
      { strict: false },
    );

  it("begins anew once it is long, however many read", async () => {
    const keepShort = keepingLogShort(file, readers, writer, LONG);
    let isOver = false;
    const reading = Array.from({ length: 8 }, async () => {
      while (!isOver) await readers.call("head");
    });
    const lengths: number[] = [];
    for (let turn = 0; turn < 60; turn++) {
      await writes(`r${turn}`);
      keepShort();
      lengths.push(logLength());
      await pause(20);
    }
    isOver = true;
    await Promise.all(reading);
    const fell = lengths.filter((length, index) => length < (lengths[index - 1] ?? 0));
    expect(fell.length).toBeGreaterThan(1);
    expect((await readers.call("head")).size).toBe(60);
  });

  it("stays as it is while another process reads on, and is written on", async () => {
    await writes("one");
    const other = new Sqlite(file, { readonly: true });
    other.exec("begin");
    other.prepare("select count(*) from node").get();
    await writes("two");
    expect(await writer.shortenLog(100)).toBe(false);
    await writes("three");
    other.close();
    expect(await writer.shortenLog(0)).toBe(true);
    expect(logLength()).toBe(0);
  });

  it("makes the readers pause where it does not begin anew without", async () => {
    const paused = vi.spyOn(readers, "whilePaused");
    const keepShort = keepingLogShort(file, readers, writer, 0);
    await writes("one");
    await writer.indexed();
    keepShort();
    await expect.poll(logLength).toBe(0);
    expect(paused).not.toHaveBeenCalled();
    const other = new Sqlite(file, { readonly: true });
    other.exec("begin");
    other.prepare("select count(*) from node").get();
    await writes("two");
    await expect
      .poll(() => {
        keepShort();
        return paused.mock.calls.length;
      })
      .toBe(1);
    expect(await paused.mock.results[0]?.value).toBe(false);
    other.close();
  });

  it("waits until those who read have ended, and who comes meanwhile waits for it", async () => {
    const order: string[] = [];
    const read = async (name: string) => {
      await readers.call("head");
      order.push(name);
    };
    const before = [read("before"), read("before"), read("before")];
    const work = readers.whilePaused(async () => {
      order.push("begun");
      await pause(50);
      order.push("ended");
    }, 10_000);
    await Promise.all([...before, work, read("after"), read("after")]);
    expect(order).toEqual(["before", "before", "before", "begun", "ended", "after", "after"]);
  });

  it("is not waited for by those who come where others read for too long", async () => {
    const work = vi.fn(async () => {});
    const before = Array.from({ length: 500 }, () => readers.call("head"));
    expect(await readers.whilePaused(work, 0)).toBeUndefined();
    expect(work).not.toHaveBeenCalled();
    expect(await Promise.all([...before, readers.call("head")])).toHaveLength(501);
  });
});
