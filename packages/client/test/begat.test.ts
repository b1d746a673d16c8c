import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Begat } from "../src/index.ts";
import { FlakyServer, type Mood } from "./flaky-server.ts";

const AWAY: readonly Mood[] = Array(4).fill("503");

let folder: string;
let server: FlakyServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "begat-client-"));
  server = await FlakyServer.start();
  server.moods = [...AWAY];
});

afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

/** Its answers say to wait for a minute, so nothing is tried twice. */
const publish = (begat: Begat) => begat.publish.run({ run_id: "a", status: "1" });

test("messages wait in the folder that is given", async () => {
  const begat = new Begat({ url: server.url, spool: { folder } });
  expect(await publish(begat)).toMatchObject({ id: "run:a", status: "spooled" });
  expect(await readdir(folder)).toHaveLength(1);
  server.moods = [];
  expect(await begat.drain()).toMatchObject({ sent: 1, waiting: 0 });
});

test("without a spool the outage is thrown", async () => {
  const begat = new Begat({ url: server.url, spool: false });
  await expect(publish(begat)).rejects.toMatchObject({ code: "unavailable" });
  expect(await begat.drain()).toEqual({ sent: 0, rejected: [], waiting: 0 });
});

test("a spool that is full says so, with the way out", async () => {
  const begat = new Begat({ url: server.url, spool: { folder, maxBytes: 10 } });
  await expect(publish(begat)).rejects.toThrow(/is full .* raise spool.maxBytes/);
});
