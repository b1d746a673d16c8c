import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Recorder } from "../../src/record/recorder.ts";
import { keepLog, type LogKeeper } from "../../src/threads/log.ts";
import { ReaderPool } from "../../src/threads/reader-pool.ts";
import { WriterThread } from "../../src/threads/writer-thread.ts";

const PAGE = 16_384;
const LONG = 20 * PAGE;

describe("the log of a SQLite file", () => {
  let folder: string;
  let file: string;
  let writer: WriterThread;
  let readers: ReaderPool;
  let watcher: Sqlite.Database;
  const keepers: LogKeeper[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "begat-log-"));
    file = join(folder, "a.db");
    writer = openWriter();
    await writer.ready();
    readers = new ReaderPool(2, { location: file, secret: new Uint8Array(32) });
    // It reads while it opens the file.
    await readers.call("head");
    watcher = new Sqlite(file);
  });
  afterEach(async () => {
    watcher.close();
    for (const keeper of keepers.splice(0)) await keeper.close();
    await readers.close();
    await writer.close();
    rmSync(folder, { recursive: true });
  });

  const openWriter = (onIndexed = () => {}): WriterThread => {
    const fail = (reason: unknown) => expect.fail(String(reason));
    return new WriterThread({
      location: file,
      onFatal: fail,
      onError: fail,
      onAppended: () => {},
      onIndexed,
    });
  };
  const progress = (): { readonly log: number; readonly checkpointed: number } => {
    const [row] = watcher.pragma("wal_checkpoint(NOOP)") as readonly { log: number; checkpointed: number }[];
    return row!;
  };
  const keep = (long?: number): LogKeeper => {
    const keeper = keepLog(file, readers, writer, long);
    keepers.push(keeper);
    return keeper;
  };
  const writes = (name: string, size = 50_000) =>
    new Recorder(writer).submit(
      [
        {
          source: "native",
          assertions: [{ assert: "node", id: `run:${name}`, props: { note: "x".repeat(size) } }],
        },
      ],
      "agent:test",
      { strict: false },
    );

  it("begins anew once it is long, however many read", async () => {
    const keeper = keep(LONG);
    let isOver = false;
    const reading = Array.from({ length: 8 }, async () => {
      while (!isOver) await readers.call("head");
    });
    let turns = 0;
    let length = 0;
    let fell = 0;
    const write = async (): Promise<number> => {
      await writes(`r${turns++}`);
      keeper.written();
      const { log } = progress();
      if (log < length) fell += 1;
      length = log;
      return fell;
    };
    await expect.poll(write).toBeGreaterThan(1);
    isOver = true;
    await Promise.all(reading);
    expect((await readers.call("head")).size).toBe(turns);
  });

  it("is looked after also while nothing is written but the index of what an earlier start left", async () => {
    await Promise.all(Array.from({ length: 100 }, (_, index) => writes(`r${index}`, 10)));
    await writer.close();
    let keeper: LogKeeper | undefined;
    writer = openWriter(() => keeper?.written());
    const shortened = vi.spyOn(writer, "shortenLog");
    keeper = keep(0);
    await writer.ready();
    await writer.indexed();
    await expect.poll(() => shortened.mock.settledResults[0]?.value).toBe(true);
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
    const { log } = progress();
    expect(await writer.shortenLog(0)).toBe(true);
    await writes("four");
    expect(progress().log).toBeLessThan(log);
  });

  it("is carried over beside the writer, before that has to", async () => {
    for (let turn = 0; progress().log * PAGE < 150_000_000; turn++) await writes(`r${turn}`, 8_000_000);
    await writer.indexed();
    expect(progress().checkpointed).toBe(0);
    const keeper = keep();
    const carried = () => {
      keeper.written();
      return progress().checkpointed * PAGE;
    };
    await expect.poll(carried).toBeGreaterThan(128_000_000);
  });

  it("is left to the writer, which tells what is wrong, where the thread for it has ended", async () => {
    const shortened = vi.spyOn(writer, "shortenLog");
    const keeper = keepLog(join(folder, "gone", "a.db"), readers, writer);
    keeper.written();
    await expect.poll(() => shortened.mock.settledResults[0]?.value).toBe(true);
    await keeper.close();
  });

  it("makes the readers pause where it does not begin anew without", async () => {
    const paused = vi.spyOn(readers, "whilePaused");
    const shortened = vi.spyOn(writer, "shortenLog");
    const keeper = keep(0);
    await writes("one");
    await writer.indexed();
    keeper.written();
    await expect.poll(() => shortened.mock.settledResults[0]?.value).toBe(true);
    expect(paused).not.toHaveBeenCalled();
    const other = new Sqlite(file, { readonly: true });
    other.exec("begin");
    other.prepare("select count(*) from node").get();
    await writes("two");
    await expect
      .poll(() => {
        keeper.written();
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

  it("is waited for no longer than so, where what it is for takes its time", async () => {
    let end = () => {};
    const work = readers.whilePaused(() => new Promise<void>((resolve) => (end = resolve)), 100);
    expect((await readers.call("head")).size).toBe(0);
    end();
    await work;
  });

  it("is not waited for by those who come where others read for too long", async () => {
    const work = vi.fn(async () => {});
    const before = Array.from({ length: 500 }, () => readers.call("head"));
    expect(await readers.whilePaused(work, 0)).toBeUndefined();
    expect(work).not.toHaveBeenCalled();
    expect(await Promise.all([...before, readers.call("head")])).toHaveLength(501);
  });
});
