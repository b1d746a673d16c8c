import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyCensus } from "../../../test/support/census.ts";
import { defaultConfig } from "../src/index.ts";
import { openServer, type RecordingServer } from "./server.ts";

const RECORD = fileURLToPath(new URL("../dist/record.js", import.meta.url));
const STEPS = ["ingest", "clean", "features", "split", "encode"];

let server: RecordingServer;
let printed: string;
let best: string;

beforeAll(async () => {
  server = await openServer(async (data) => {
    printed = await copyCensus(data);
  });
  const made = await server.begat.lineage("model:census@champion", { relations: ["produced-by"], depth: 1 });
  best = made.nodes.find(({ kind }) => kind === "Run")?.id ?? "";
});

afterAll(() => server.close());

test("recording says each step and each run with its metrics, and what is in production", () => {
  for (const step of [...STEPS, "select", "evaluate"]) expect(printed).toContain(`\n${step} `);
  for (const [index, { run }] of defaultConfig.grid.entries()) {
    expect(printed).toMatch(new RegExp(`\\b${index + 1}/14 ${run} .* s {2}val_accuracy 0\\.8\\d+`));
  }
  expect(printed).toContain("model:census:v1 is in production");
});

test("recording again says that it is recorded and writes nothing", async () => {
  const before = await server.entries();
  const again = await server.run([RECORD, "--url", server.begat.url]);
  expect(again).toEqual({
    code: 0,
    output: `The census example is recorded at ${server.begat.url}; its champion is model:census:v1.\n`,
  });
  expect(await server.entries()).toBe(before);
});

test("the production model goes back to the published file through every step", async () => {
  const { nodes, edges, truncated } = await server.begat.lineage("deploy:census-production-1");
  const ids = nodes.map(({ id }) => id);
  expect(truncated).toBe(false);
  expect(ids).toEqual(
    expect.arrayContaining(
      ["raw", "ingested", "clean", "features", "train", "validation"].map((name) => `ds:census/${name}:v1`),
    ),
  );
  expect(ids).toEqual(expect.arrayContaining(["model:census:v1", "model:census-encoder:v1", best]));
  const jobs = nodes.flatMap(({ kind, props }) => (kind === "JobRun" ? [props.job] : []));
  expect(jobs.sort()).toEqual(STEPS.map((step) => `job:census/${step}`).sort());
  expect(ids).not.toContain("ds:census/test:v1");
  expect(edges).toContainEqual(
    expect.objectContaining({ from: best, rel: "trained-on", to: "ds:census/train:v1", q: "train" }),
  );
});

test("why it was rolled out goes back through evaluation, selection and gate", async () => {
  const { nodes } = await server.begat.lineage("deploy:census-production-1", {
    relations: ["gated-by", "triggered-by", "produced-by", "approved-by"],
  });
  const names = nodes.map(({ id }) => id.replace(/-[0-9a-f]{8}\b/, ""));
  expect(names).toEqual(
    expect.arrayContaining([
      "check:census-evaluate-gate",
      "jobrun:census-evaluate",
      "jobrun:census-select",
      "agent:census-release",
    ]),
  );
  const gate = nodes.find(({ kind }) => kind === "Check")?.props;
  expect(gate).toMatchObject({ kind: "gate", status: "passed", threshold: 0.84 });
  expect(Number(gate?.value)).toBeGreaterThanOrEqual(0.84);
});

test("a change of the published file reaches the production deployment first, and every step is to be done again", async () => {
  const { affected, counts, plan } = await server.begat.impact("ds:census/raw:v1");
  expect(affected[0]).toMatchObject({ id: "deploy:census-production-1", live: true });
  expect(counts).toMatchObject({ Run: 14, JobRun: 8, DatasetVersion: 7, ModelVersion: 2, Deployment: 2 });
  const order = plan.map(({ id }) => id);
  const jobs = order.filter((id) => id.startsWith("job:"));
  expect(jobs).toEqual([...STEPS, "train", "select", "evaluate"].map((step) => `job:census/${step}`));
  expect(order.indexOf(best)).toBeLessThan(order.indexOf("job:census/evaluate"));
  expect(order.at(-1)).toMatch(/^deploy:/);
});

test("exactly the best run trained on the split and produced the model; no other run is better", async () => {
  const { items } = await server.begat.runs({
    filter: "dataset = 'ds:census/train' AND produced = 'model:census'",
  });
  expect(items.map(({ id }) => id)).toEqual([best]);
  expect(items[0]!.metrics.val_accuracy).toBeGreaterThanOrEqual(0.84);
  const ranked = await server.begat.runs({
    filter: "experiment = 'census'",
    order_by: "metrics.val_auc DESC",
    limit: 100,
  });
  expect(ranked.items).toHaveLength(14);
  expect(ranked.items[0]!.id).toBe(best);
});

test("a run has its learning curve, its files, its environment and the code that ran", async () => {
  const { items } = await server.begat.runs({ filter: "name = 'network-8units-lr0.01'" });
  const { id, props } = items[0]!;
  const { step, value } = await server.begat.curve(id, "val_log_loss");
  expect(step).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(Number(value.at(-1))).toBeLessThan(Number(value[0]));
  expect(props.params).toMatchObject({ kind: "network", hiddenUnits: 8, learningRate: 0.01, seed: 1994 });
  expect(props.environment).toMatchObject({ node: process.versions.node });
  const { artifacts } = await server.begat.reproduce(id);
  const paths = artifacts.map(({ q }) => q);
  expect(paths).toEqual(expect.arrayContaining(["evaluation.json", "model.json"]));
});

test("the best run can be repeated: nothing but what only a checkout can say is missing", async () => {
  const { commit, params, inputs, missing } = await server.begat.reproduce(best);
  const ofCode = /commit|repository|dirty|diff/;
  expect(missing.filter(({ what }) => !ofCode.test(what))).toEqual([]);
  if (commit !== null) expect(commit.sha).toMatch(/^[0-9a-f]{40}$/);
  expect(params).toMatchObject({ kind: "trees" });
  for (const { content_hash, artifacts } of inputs) {
    expect(artifacts.map(({ id }) => id)).toEqual([content_hash]);
    const hash = createHash("sha256");
    for await (const bytes of await server.begat.artifacts.get(content_hash!)) hash.update(bytes);
    expect(`sha256:${hash.digest("hex")}`).toBe(content_hash);
  }
});

test("staging served before production; at each instant it is known what served", async () => {
  const staging = await server.begat.node("deploy:census-staging-1");
  const production = await server.begat.node("deploy:census-production-1");
  const idsAt = async (at: unknown) =>
    (await server.begat.production({ at: String(at) })).deployments.map(({ id }) => id);
  expect(await idsAt(staging.props.started_at)).toEqual([staging.id]);
  expect(await idsAt(production.props.started_at)).toEqual([production.id]);
  expect(await idsAt("2020-01-01T00:00:00Z")).toEqual([]);
  expect(Object.keys(production.metrics ?? {}).sort()).toEqual([
    "accuracy",
    "mean_score",
    "positive_share",
    "requests",
  ]);
});

test("every version says what it holds, and those about people that they do", async () => {
  const { items } = await server.begat.find({ kind: "DatasetVersion" });
  expect(items).toHaveLength(8);
  for (const { id, props } of items) {
    expect(props.content_hash, id).toMatch(/^sha256:/);
    expect(props.location, id).toBeTypeOf("string");
    expect(props.sensitivity, id).toBe(id.startsWith("ds:census/evaluations:") ? undefined : "personal");
  }
  const train = items.find(({ id }) => id === "ds:census/train:v1")!;
  expect(train.props).toMatchObject({ split: "train", statistics: { rows: 19_617 } });
});

test("each step is checked, and the four-fifths rule that does not hold is told", async () => {
  const { items } = await server.begat.find({ kind: "Check", limit: 100 });
  expect(items).toHaveLength(23);
  const fairness = items.find(({ props }) => props.kind === "fairness")!;
  expect(fairness.props.status).toBe("warning");
  expect(fairness.props.description).toContain("not selection-ratio-sex");
  expect(items.filter(({ props }) => props.status === "failed")).toEqual([]);
});
