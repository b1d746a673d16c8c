import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Delivery } from "../src/node/delivery.ts";
import { settingsOf } from "../src/settings.ts";
import { Spool } from "../src/spool/spool.ts";
import { Transport } from "../src/transport.ts";
import { FlakyServer, type Mood } from "./flaky-server.ts";

const AWAY: readonly Mood[] = Array(4).fill("dies-before");

let folder: string;
let server: FlakyServer;
let spool: Spool;
let delivery: Delivery;

beforeEach(async () => {
  // After an outage it asks again some seconds later, which must not pass unless a test says so.
  vi.useFakeTimers({ toFake: ["Date"] });
  folder = await mkdtemp(join(tmpdir(), "begat-delivery-"));
  server = await FlakyServer.start();
  const transport = new Transport(settingsOf({ url: server.url }));
  spool = new Spool(server.url, { folder });
  delivery = new Delivery(transport, spool, async ({ path }, file) => {
    const bytes = new Uint8Array(await readFile(file));
    await transport.text({ method: "PUT", path, bytes: () => bytes, idempotent: true });
  });
});

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await server.stop();
  await rm(folder, { recursive: true });
});

const publish = (run_id: string, status: string) => delivery.publish("run", { run_id, status }, {});

test("a message that finds the server away waits, and goes before the next one", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  server.moods = [...AWAY];
  expect(await publish("a", "1")).toEqual({ id: "run:a", status: "spooled", warnings: [] });
  // For a while nothing asks again.
  expect(await publish("a", "2")).toMatchObject({ status: "spooled" });
  expect(server.requests).toBe(AWAY.length);
  expect(warned.mock.calls.map(([, how]) => how)).toEqual([{ code: "BEGAT_SPOOLED" }]);
  vi.advanceTimersByTime(6000);
  expect(await publish("a", "3")).toMatchObject({ status: "updated" });
  expect(server.revisions.get("run:a")).toEqual(["1", "2", "3"]);
  expect(await spool.segments()).toEqual([]);
});

test("a lost answer doubles nothing", async () => {
  server.moods = ["dies-after"];
  await publish("a", "1");
  server.moods = ["dies-after"];
  const items = ["2", "3"].map((status) => ({ run: { run_id: "a", status } }));
  await delivery.batch(items);
  expect(server.revisions.get("run:a")).toEqual(["1", "2", "3"]);
});

test("the answers of a batch are in its order, on either side of an outage", async () => {
  server.moods = ["well", ...AWAY];
  const items = ["1", "bad", "2"].map((status) => ({ run: { run_id: "a", status } }));
  const answers = await delivery.batch(items);
  expect(answers.map(({ status }) => status)).toEqual([200, 202, 202]);
  const { sent, rejected } = await delivery.drain();
  expect({ sent, rejected: rejected.length }).toEqual({ sent: 1, rejected: 1 });
  expect(server.revisions.get("run:a")).toEqual(["1", "2"]);
});

test("a refused token is no outage", async () => {
  server.moods = ["401"];
  await expect(publish("a", "1")).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await spool.segments()).toEqual([]);
  await delivery.keep([["run", { run_id: "a", status: "1" }]]);
  await delivery.drain();
  expect(server.revisions.get("run:a")).toEqual(["1"]);
});

test.each(["401", "404"] as const)("what is new waits behind what is refused with %s", async (mood) => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  await delivery.keep([["run", { run_id: "b", status: "1" }]]);
  server.moods = [mood];
  expect(await publish("a", "1")).toMatchObject({ status: "spooled" });
  expect(await publish("a", "2")).toMatchObject({ status: "spooled" });
  expect(warned.mock.calls.map(([, how]) => how)).toEqual([{ code: "BEGAT_SPOOLED" }]);
  expect(await delivery.drain()).toMatchObject({ sent: 3, rejected: [] });
  expect(server.revisions.get("run:a")).toEqual(["1", "2"]);
});

test("what needs its answer does not wait: a version without a number, a strict message", async () => {
  const version = { dataset: "ds:users", content_hash: `sha256:${"0".repeat(64)}` };
  server.moods = ["503"];
  await expect(delivery.publish("dataset-version", version, {})).rejects.toMatchObject({
    code: "unavailable",
  });
  server.moods = [...AWAY];
  const strict = delivery.publish("run", { run_id: "a", status: "1" }, { strict: true });
  await expect(strict).rejects.toMatchObject({ code: "unavailable" });
  expect(await spool.segments()).toEqual([]);
  server.moods = [...AWAY];
  await publish("a", "1");
  await expect(delivery.publish("dataset-version", version, {})).rejects.toThrow(/give a version its number/);
});

test("without a spool the outage is thrown", async () => {
  const bare = new Delivery(new Transport(settingsOf({ url: server.url })), undefined, async () => {});
  server.moods = ["429"];
  await expect(bare.publish("run", { run_id: "a" }, {})).rejects.toMatchObject({ code: "rate_limited" });
});

test("bytes that are logged twice are sent once", async () => {
  const hex = createHash("sha256").update("hello").digest("hex");
  const bytes = async function* () {
    yield Buffer.from("hello");
  };
  server.moods = [...AWAY];
  for (let time = 0; time < 2; time++) {
    const send = async () => void (await publish("a", "1"));
    await delivery.bytes(send, async (spool) => {
      await spool.keepBlob(`sha256:${hex}`, 5, bytes());
      const path = `/artifacts/sha256/${hex}`;
      return { v: 1, method: "PUT", path, content_type: "application/octet-stream", blob: `sha256:${hex}` };
    });
  }
  await delivery.drain();
  expect(server.stored).toEqual(new Map([[hex, 1]]));
  expect(await spool.segments()).toEqual([]);
});
