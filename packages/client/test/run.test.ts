import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Begat } from "../src/index.ts";
import { TestServer } from "./server.ts";

let server: TestServer;
let begat: Begat;

beforeAll(async () => {
  server = await TestServer.start();
});

beforeEach(async () => {
  begat = new Begat({ url: server.url, spool: { folder: await server.scratch() } });
});

afterAll(() => server.stop());

test("a run says what it did, and the record has it", async () => {
  const folder = await server.scratch();
  await writeFile(join(folder, "model.txt"), "weights");
  const run = await begat.startRun({ experiment: "census", name: "first", params: { lr: 0.1 } });
  run.logParams({ depth: 3 });
  run.logInput("ds:census:v1", { relation: "trained-on", q: "train" });
  run.setTags({ team: "risk" });
  for (let step = 0; step < 2500; step++) run.logMetric("loss", 1 / (step + 1));
  run.logMetric("auc", Number.NaN, { step: 7, at: new Date(5) });
  const digest = await run.logArtifact(join(folder, "model.txt"));
  const check = await run.logCheck({ kind: "quality", status: "passed", checks: ["ds:census:v1"] });
  expect(await run.end()).toBe("recorded");

  const node = await begat.node(run.id);
  expect(node.props).toMatchObject({
    name: "first",
    status: "finished",
    params: { lr: 0.1, depth: 3 },
    tags: { team: "risk" },
    environment: { node: process.versions.node, platform: process.platform },
  });
  const curve = await begat.curve(run.id, "loss", { points: 100_000 });
  expect(curve).toMatchObject({ count: 2500 });
  expect(await begat.curve(run.id, "auc")).toMatchObject({ step: [7], at: [5], value: ["NaN"] });
  const { edges } = await begat.lineage(run.id, {
    direction: "both",
    depth: 1,
    relations: ["trained-on", "has-artifact", "produced-by", "run-of"],
  });
  expect(edges).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ rel: "trained-on", to: "ds:census:v1", q: "train" }),
      expect.objectContaining({ rel: "has-artifact", to: digest, q: "model.txt" }),
      expect.objectContaining({ rel: "run-of", to: "exp:census" }),
      expect.objectContaining({ rel: "produced-by", from: check, to: run.id }),
    ]),
  );
});

test("a run names the repository of its commit, so that it can be had again", async () => {
  const [folder, before] = [await server.scratch(), process.cwd()];
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: folder });
  git("init", "-q");
  git("commit", "-q", "--allow-empty", "-m", "first");
  git("remote", "add", "origin", "https://me:secret@example.org/a.git");
  process.chdir(folder);
  try {
    await begat.withRun({}, async (run) => {
      const { commit, missing } = await begat.reproduce(run.id);
      expect(commit).toMatchObject({ repository: "https://example.org/a.git", dirty: false });
      expect(missing.map(({ what }) => what).filter((what) => what.includes("repository"))).toEqual([]);
    });
  } finally {
    process.chdir(before);
  }
});

test("a param keeps its first value, and the program hears of it at once", async () => {
  const run = await begat.startRun({ capture: false });
  run.logParam("lr", 0.1);
  run.logParam("lr", 0.1);
  expect(() => run.logParam("lr", 0.2)).toThrow(expect.objectContaining({ code: "conflict" }));
  expect(() => run.logMetric("", 1)).toThrow(expect.objectContaining({ code: "invalid" }));
  expect(() => run.logInput("no id")).toThrow(expect.objectContaining({ code: "invalid" }));
  // What is wrong by itself is refused before it takes with it what is sent in the same message.
  const at = { at: "yesterday" };
  expect(() => run.logMetric("loss", 1, at)).toThrow(/at: "yesterday" is no time; write RFC 3339/);
  for (const ms of [1_777_370_400.5, Date.now() * 1000])
    expect(() => run.logMetric("loss", 1, { at: ms })).toThrow(
      /^at: .+ is no time; give whole epoch millisec/,
    );
  const relation = "read" as "used";
  expect(() => run.logInput("ds:users:v1", { relation })).toThrow(
    /relation: "read" is none; give one of used/,
  );
  expect(() => run.logParam("rate", Number.NaN)).toThrow(/^params\.rate: NaN is not JSON/);
  expect(() => run.setTags({ log: "x".repeat(2 ** 20) })).toThrow(
    expect.objectContaining({ code: "too_large" }),
  );
  await run.end();
  expect(() => run.logParam("depth", 1)).toThrow(expect.objectContaining({ code: "invalid" }));
});

test("what the server refuses is thrown at the end, and the rest is recorded", async () => {
  const run = await begat.startRun({ capture: false });
  run.logInput("model:churn:v1", { relation: "trained-on" });
  await expect(run.flush()).rejects.toMatchObject({ code: "invalid" });
  run.logMetric("auc", 0.9);
  await run.end();
  expect((await begat.node(run.id)).props).toMatchObject({ status: "finished" });
  expect(await begat.curve(run.id, "auc")).toMatchObject({ value: [0.9] });
});

test("work that throws leaves a failed run, and so does a block that is left before the end", async () => {
  let id = "";
  const work = begat.withRun({ capture: false }, (run) => {
    id = run.id;
    run.logMetric("loss", 1);
    throw new Error("no more memory");
  });
  await expect(work).rejects.toThrow("no more memory");
  expect((await begat.node(id)).props.status).toBe("failed");

  const run = await begat.startRun({ capture: false });
  await run[Symbol.asyncDispose]();
  expect((await begat.node(run.id)).props.status).toBe("failed");

  const ended = await begat.startRun({ capture: false });
  await ended.end();
  await ended[Symbol.asyncDispose]();
  expect((await begat.node(ended.id)).props.status).toBe("finished");
});

test("a job run reads a dataset and makes another", async () => {
  const folder = await server.scratch();
  await writeFile(join(folder, "raw.csv"), "age\n42\n");
  const raw = await begat.addDataset({ name: "people/raw", file: join(folder, "raw.csv") });
  expect(raw).toMatchObject({ id: "ds:people/raw:v1", status: "created" });
  expect(await begat.addDataset({ name: "people/raw", file: join(folder, "raw.csv") })).toMatchObject({
    id: raw.id,
    status: "unchanged",
  });
  const clean = await begat.withJobRun({ job: "job:clean", inputs: [raw.id] }, async (step) => {
    const added = await begat.addDataset({
      name: "people/clean",
      version: "2026-04",
      folder,
      schema: [{ name: "age", type: "integer" }],
      derived_from: [raw.id],
    });
    step.logOutput(added.id);
    return added;
  });
  expect(clean).toMatchObject({ id: "ds:people/clean:2026-04" });
  const { nodes } = await begat.lineage(clean.id, { fields: "id" });
  expect(nodes).toEqual(expect.arrayContaining([raw.id, expect.stringMatching(/^jobrun:/)]));
  const copy = join(await server.scratch(), "copy");
  expect(await begat.artifacts.download(clean.content_hash, copy)).toEqual({ written: 1, kept: 0 });
});

test("an outage in the middle of a run changes nothing of what is recorded", async () => {
  const folder = await server.scratch();
  await writeFile(join(folder, "a.txt"), "a");
  const run = await begat.startRun({ capture: false, params: { lr: 1 } });
  run.logMetric("loss", 3);
  await run.flush();
  await server.goAway();
  run.logMetric("loss", 2);
  run.setTags({ stage: "one" });
  await run.flush();
  run.setTags({ stage: "two" });
  const tree = await run.logArtifact(folder, { path: "out" });
  const bytes = await run.logArtifact(new TextEncoder().encode("b"), { path: "b.txt" });
  const check = await run.logCheck({ kind: "gate", status: "passed" });
  expect(await run.end()).toBe("spooled");
  await server.comeBack();
  expect(await begat.drain()).toMatchObject({ rejected: [], waiting: 0 });

  expect((await begat.node(run.id)).props).toMatchObject({ status: "finished", tags: { stage: "two" } });
  expect(await begat.curve(run.id, "loss")).toMatchObject({ value: [3, 2] });
  expect((await begat.node(check)).props.status).toBe("passed");
  const { edges } = await begat.lineage(run.id, { depth: 1, relations: ["has-artifact"] });
  expect(edges.map(({ to, q }) => [to, q]).sort()).toEqual(
    [
      [bytes, "b.txt"],
      [tree, "out"],
    ].sort(),
  );
  expect(await begat.artifacts.download(tree, await server.scratch())).toEqual({ written: 1, kept: 0 });
  expect(await begat.artifacts.verify(bytes)).toMatchObject({ ok: true });
  const { entries } = await begat.health();
  expect(await begat.drain()).toEqual({ sent: 0, rejected: [], waiting: 0 });
  expect((await begat.health()).entries).toBe(entries);
});
