import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { BegatError } from "@begat/core";
import { expect, it } from "vitest";
import { Recorder } from "../../src/record/recorder.ts";
import { WriterThread } from "../../src/threads/writer-thread.ts";
import { STORE_ENGINES } from "../stores.ts";

const CHANGES = 18;
const TEXT = "x".repeat(4 * 1024 * 1024);

it("refuses for now what would fill its memory, and records all that it took", async () => {
  const store = await STORE_ENGINES[0]!.create();
  const fail = (reason: unknown) => expect.fail(String(reason));
  const writer = new WriterThread({
    location: store.location,
    onFatal: fail,
    onError: fail,
    onAppended: () => {},
    onIndexed: () => {},
  });
  try {
    await writer.ready();
    const recorder = new Recorder(writer);
    const publish = (number: number) =>
      recorder.submit(
        [
          {
            source: "native",
            assertions: [{ assert: "node", id: `run:large-${number}`, props: { note: TEXT } }],
          },
        ],
        "agent:test",
        { strict: false },
      );
    const answers = await Promise.allSettled(Array.from({ length: CHANGES }, (_, number) => publish(number)));
    const refusals = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(BegatError);
      expect(refusal).toMatchObject({ code: "unavailable" });
    }
    const taken = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    expect(taken).toHaveLength(CHANGES - refusals.length);
    for (const outcome of taken) expect(outcome).toMatchObject({ status: "created" });
    expect(await publish(CHANGES)).toMatchObject([{ status: "created" }]);
  } finally {
    await writer.close();
    await store.remove();
  }
});

it("tells when its thread ends, for nothing could be written any more", async () => {
  const store = await STORE_ENGINES[0]!.create();
  const started = once(process, "worker") as Promise<[Worker]>;
  const reasons: string[] = [];
  const writer = new WriterThread({
    location: store.location,
    onFatal: (reason) => reasons.push(reason),
    onError: () => {},
    onAppended: () => {},
    onIndexed: () => {},
  });
  const [thread] = await started;
  await writer.ready();
  expect(reasons).toEqual([]);
  await thread.terminate();
  expect(reasons).toEqual([expect.stringContaining("the thread that writes has ended")]);
  await store.remove();
});
