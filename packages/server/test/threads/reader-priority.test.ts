import { readdirSync, readFileSync } from "node:fs";
import { getPriority, platform } from "node:os";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { ReaderPool } from "../../src/threads/reader-pool.ts";
import { STORE_ENGINES } from "../stores.ts";

/** What Linux says of a thread; undefined when it has ended since it was listed. */
function statOf(thread: string): string | undefined {
  try {
    return readFileSync(`/proc/self/task/${thread}/stat`, "utf8");
  } catch {
    return undefined;
  }
}

/** How nice each thread of this process is, by its number. */
function niceness(): ReadonlyMap<string, number> {
  return new Map(
    readdirSync("/proc/self/task").flatMap((thread) => {
      const stat = statOf(thread)?.split(") ")[1]?.split(" ");
      return stat === undefined ? [] : [[thread, Number(stat[16])]];
    }),
  );
}

describe.skipIf(platform() !== "linux")("a reader", () => {
  it("goes behind writes where the processors are busy, and takes no other thread along", async () => {
    const [sqlite] = STORE_ENGINES;
    const store = await sqlite!.create();
    await (await openStore(store.location)).close();
    const before = niceness();
    const readers = new ReaderPool(1, { location: store.location, secret: new Uint8Array(32) });
    try {
      expect(await readers.call("head")).toMatchObject({ size: 0 });
      const own = getPriority();
      const started = [...niceness()].filter(([thread]) => !before.has(thread));
      expect(started.map(([, nice]) => nice)).toContain(Math.min(19, own + 10));
      for (const [thread, nice] of niceness()) if (before.has(thread)) expect(nice).toBe(before.get(thread));
    } finally {
      await readers.close();
      await store.remove();
    }
  });
});
