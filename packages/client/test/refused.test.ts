import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { halvesOf } from "../src/halves.ts";
import { Begat, BegatError, type Run } from "../src/index.ts";
import { UpdateBuffer } from "../src/node/update-buffer.ts";
import { Spool } from "../src/spool/spool.ts";
import { TestServer } from "./server.ts";

let server: TestServer;
let begat: Begat;

beforeAll(async () => {
  server = await TestServer.start();
});

beforeEach(async () => {
  begat = new Begat({ url: server.url, spool: { folder: await server.scratch() } });
});

afterEach(() => vi.restoreAllMocks());

afterAll(() => server.stop());

/** A run that has a param already, which another program started. */
async function startAgain(): Promise<Run> {
  const { id } = await begat.startRun({ capture: false, params: { lr: 0.1 } });
  return begat.startRun({ capture: false, id });
}

/** Logs four things that only the server can refuse, each among others that it takes. */
async function logAll(run: Run): Promise<void> {
  run.logParams({ depth: 3, lr: 0.2, layers: 2 });
  run.setTags({ team: "risk", log: "x".repeat(100_000), stage: "draft" });
  run.logInput("ds:users:v1");
  run.logInput("model:churn:v1", { relation: "trained-on" });
  run.logInput("ds:users@nowhere");
  await run.logArtifact(new TextEncoder().encode("weights"), { path: "model.bin" });
  run.logMetric("loss", 0.5);
}

const REFUSED = [
  /params\.lr is already set/,
  /^tags\.log: /,
  /"model:churn:v1" does not fit/,
  /^ds:users has no pointer "nowhere"/,
].map((message) => expect.stringMatching(message));

async function expectTheRest({ id }: Run): Promise<void> {
  const { props } = await begat.node(id);
  expect(props).toMatchObject({
    params: { lr: 0.1, depth: 3, layers: 2 },
    tags: { team: "risk", stage: "draft" },
  });
  expect(await begat.curve(id, "loss")).toMatchObject({ value: [0.5] });
  const { edges } = await begat.lineage(id, { depth: 1, relations: ["used", "trained-on", "has-artifact"] });
  expect(edges.map(({ rel, to, q }) => `${rel} ${q || to}`).sort()).toEqual([
    "has-artifact model.bin",
    "used ds:users:v1",
  ]);
}

describe("what the server refuses of a run", () => {
  it("takes nothing with it of what was logged beside it; the first is thrown, each other one a warning", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const run = await startAgain();
    await logAll(run);
    const refused = (await run.flush().catch((error: unknown) => error)) as Error;
    await expectTheRest(run);
    expect(warned.mock.calls.map(([, how]) => how)).toEqual(Array(3).fill({ code: "BEGAT_REFUSED" }));
    const told = warned.mock.calls.map(([message]) => String(message).replace(/^.+? logged: /, ""));
    expect([refused.message, ...told]).toEqual(REFUSED);
    expect(await run.end()).toBe("recorded");
  });

  it("is set aside alone when it waited, and told", async () => {
    vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const run = await startAgain();
    await server.goAway();
    await logAll(run);
    expect(await run.end()).toBe("spooled");
    await server.comeBack();
    const { rejected, waiting } = await begat.drain();
    expect(waiting).toBe(0);
    expect(rejected.map(({ error }) => error.message)).toEqual(REFUSED);
    await expectTheRest(run);
    expect((await begat.node(run.id)).props.status).toBe("finished");
    const kept = await Promise.all(
      rejected.map(async ({ file }) => JSON.parse(await readFile(file, "utf8"))),
    );
    expect(kept.map(({ line }) => JSON.parse(line).body)).toEqual([
      { run_id: run.id, params: { lr: 0.2 } },
      { run_id: run.id, tags: { log: "x".repeat(100_000) } },
      { run_id: run.id, inputs: [{ id: "model:churn:v1", relation: "trained-on" }] },
      { run_id: run.id, inputs: [{ id: "ds:users@nowhere" }] },
    ]);
    for (const { file } of rejected) expect(basename(file)).toMatch(/^[0-9a-z]{26}-\d{6}-[01]+\.json$/);
  });
});

it("warns of whatever fails after the first, which is thrown", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const buffer = new UpdateBuffer(() => Promise.reject(new BegatError("unavailable", "not now")));
  buffer.add({ params: { a: 1 } });
  const flushed = buffer.flush();
  buffer.add({ params: { b: 2 } });
  await expect(flushed).rejects.toThrow(/not now/);
  expect(warned.mock.calls).toEqual([[expect.stringContaining("did not take"), { code: "BEGAT_REFUSED" }]]);
});

it("halves nothing because the spool is full", async () => {
  const spool = new Spool(server.url, { folder: await server.scratch(), maxBytes: 1 });
  const append = vi.fn(() => spool.append([{ v: 1, method: "POST", path: "/metadata/run", body: {} }]));
  const buffer = new UpdateBuffer(append);
  buffer.add({ params: { a: 1, b: 2 } });
  await expect(buffer.flush()).rejects.toThrow(/is full/);
  expect(append).toHaveBeenCalledTimes(1);
});

it("refuses a text that is not Unicode at once", async () => {
  const run = await begat.startRun({ capture: false });
  const odd = "caf\udce9";
  expect(() => run.logMetric(odd, 1)).toThrow(/is not Unicode text/);
  expect(() => run.logInput("ds:users:v1", { q: odd })).toThrow(/is not Unicode text/);
  await expect(run.logArtifact(new Uint8Array(1), { path: odd })).rejects.toThrow(/is not Unicode text/);
  expect(await run.end()).toBe("recorded");
});

describe("the halves of what is said", () => {
  const down = (said: object): readonly object[] => {
    const halves = halvesOf(said);
    return halves.length === 0 ? [said] : halves.flatMap(down);
  };

  it("end in what stands by itself; names go with what they are names of", () => {
    const names = ["a", "b", "run:x"].map((id) => ({ id, value: `file:///${id}` }));
    const [a, b, run] = names;
    const said = {
      names,
      inputs: [{ id: "a", q: "train" }, { id: "b" }],
      status: "finished",
      tags: { team: null },
      points: [1, 2],
    };
    expect(down(said)).toEqual([
      { status: "finished", points: [1, 2], names: [run] },
      { inputs: [{ id: "a", q: "train" }], names: [a, run] },
      { inputs: [{ id: "b" }], names: [b, run] },
      { tags: { team: null }, names: [run] },
    ]);
  });

  it("have the name of a dataset with its version", () => {
    const names = ["ds:a", "model:b"].map((id) => ({ id, value: `file:///${id}` }));
    expect(halvesOf({ names, inputs: [{ id: "ds:a:v1" }, { id: "model:b@latest" }] })).toEqual([
      { inputs: [{ id: "ds:a:v1" }], names: [names[0]] },
      { inputs: [{ id: "model:b@latest" }], names: [names[1]] },
    ]);
  });

  it.each([{}, { params: null }, { inputs: "abc" }, { names: {}, tags: { a: 1, b: 2 } }, { points: [1, 2] }])(
    "are none of %j",
    (said) => {
      expect(halvesOf(said)).toEqual([]);
    },
  );
});
