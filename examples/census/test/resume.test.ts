import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ended, openServer, type RecordingServer } from "./server.ts";

const RECORD = fileURLToPath(new URL("./record-reduced.mjs", import.meta.url));

/** Each recording is killed a little after this event. */
const KILLED_AFTER = [
  "step-finished ingest",
  "step-started train network",
  "step-finished train trees",
  "step-started evaluate",
  "step-finished evaluate",
];

let server: RecordingServer;
let last: Ended;

beforeAll(async () => {
  server = await openServer();
  for (const event of KILLED_AFTER) {
    const { code, output } = await server.run([RECORD, event]);
    expect(code, output).toBeNull();
  }
  last = await server.run([RECORD]);
});

afterAll(() => server.close());

test("a recording that was killed again and again is completed", async () => {
  expect(last.code, last.output).toBe(0);
  expect((await server.begat.node("model:census@champion")).id).toBe("model:census:v1");
  const { nodes } = await server.begat.lineage("deploy:census-production-1");
  expect(nodes.map(({ id }) => id)).toContain("ds:census/raw:v1");
});

test("each execution is finished once; what was cut off stays as failed", async () => {
  for (const [kind, count] of [
    ["JobRun", 8],
    ["Run", 3],
  ] as const) {
    const { items } = await server.begat.find({ kind, limit: 100 });
    const finished = items.filter(({ props }) => props.status === "finished");
    expect(new Set(finished.map(({ props }) => props.name)).size).toBe(count);
    expect(finished).toHaveLength(count);
    expect(items.filter(({ props }) => !["finished", "failed"].includes(String(props.status)))).toEqual([]);
  }
});

test("every dataset and model has one version", async () => {
  for (const kind of ["DatasetVersion", "ModelVersion"] as const) {
    const { items } = await server.begat.find({ kind, limit: 100 });
    expect(items.filter(({ id }) => !id.endsWith(":v1"))).toEqual([]);
    expect(items).toHaveLength(kind === "DatasetVersion" ? 8 : 2);
  }
});

test("recording once more adds no entry", async () => {
  const before = await server.entries();
  expect((await server.run([RECORD])).code).toBe(0);
  expect(await server.entries()).toBe(before);
});

test("outside a git checkout everything but the code is recorded", async () => {
  const { commit, missing } = await server.begat.reproduce("model:census@champion");
  expect(commit).toBeNull();
  expect(missing.map(({ what }) => what)).toEqual(["commit"]);
});
