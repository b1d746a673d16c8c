import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Begat } from "../src/index.ts";
import { TestServer } from "./server.ts";

const MEGABYTE = 1024 ** 2;
const SIZE = 384 * MEGABYTE;

test("an upload holds little of a large file in memory", async () => {
  const server = await TestServer.start();
  try {
    const file = join(await server.scratch(), "large");
    const handle = await open(file, "w");
    await handle.truncate(SIZE);
    await handle.close();
    let most = 0;
    const sampling = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }, 10);
    const digest = await new Begat({ url: server.url, spool: false }).artifacts.put(file);
    clearInterval(sampling);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(SIZE / 3);
    const begat = new Begat({ url: server.url, spool: false });
    expect(await begat.artifacts.stat(digest)).toMatchObject({ size: SIZE });
  } finally {
    await server.stop();
  }
}, 240_000);
