import { open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { Begat } from "../src/index.ts";
import { TestServer } from "./server.ts";

const MEGABYTE = 1024 ** 2;
const SIZE = 128 * MEGABYTE;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** The bytes that something still refers to: what is garbage waits for as long as it likes. */
function held(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

/** What is held once garbage of the start is gone: it is swept beside the program, some of it late. */
async function settled(): Promise<number> {
  let least = held();
  for (let calm = 0; calm < 10; calm++) {
    await setTimeout(10);
    const now = held();
    if (now < least) calm = 0;
    least = Math.min(least, now);
  }
  return least;
}

test("an upload holds little of a large file in memory", async () => {
  const server = await TestServer.start();
  try {
    const file = join(await server.scratch(), "large");
    const handle = await open(file, "w");
    await handle.truncate(SIZE);
    await handle.close();
    const before = await settled();
    const most: number[] = [];
    const begat = new Begat({ url: server.url, spool: false });
    const digest = await begat.artifacts.put(file, (sent) => {
      if (sent >= most.length * 8 * MEGABYTE) most.push(held() - before);
    });
    expect(most).toHaveLength(17);
    expect(Math.max(...most)).toBeGreaterThan(0);
    expect(Math.max(...most)).toBeLessThan(SIZE / 4);
    expect(await begat.artifacts.stat(digest)).toMatchObject({ size: SIZE });
  } finally {
    await server.stop();
  }
});
