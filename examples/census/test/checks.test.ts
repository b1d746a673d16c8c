import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { check } from "../src/checks.ts";
import {
  defaultConfig,
  evaluate,
  fitEncoding,
  GateError,
  jsonFile,
  type PipelineEvent,
  runPipeline,
  split,
  tableFile,
  train,
} from "../src/index.ts";
import { columnIndex } from "../src/table.ts";
import { changedSource, failedNames, prepare, refine } from "./prepared.ts";

let prepared: Awaited<ReturnType<typeof prepare>>;

beforeAll(async () => {
  prepared = await prepare();
});

test("NaN never passes a check", () => {
  expect(check("x", Number.NaN, {}).passed).toBe(false);
});

test("a changed value in the source is seen", async () => {
  const { ingested, cleaned } = refine(await changedSource((text) => text.replace("\n39,", "\n390,")));
  expect(failedNames(ingested)).toEqual(["content-is-as-published"]);
  expect(failedNames(cleaned)).toEqual(["max-age"]);
});

test("a value that is no number, and a label that is none, are refused", async () => {
  const { cleaned } = refine(
    await changedSource((text) => text.replace("\n39,", "\nabout 39,").replace(" >50K\n", " much\n")),
  );
  expect(failedNames(cleaned)).toEqual(["positive-share", "missing-share-age", "missing-share-income"]);
});

test("a cut line and a missing column are seen", async () => {
  const cut = refine(await changedSource((text) => text.replace("\n39, State-gov,", "\n39,")));
  expect(failedNames(cut.ingested)).toEqual(["content-is-as-published", "ragged-rows"]);
  const renamed = refine(await changedSource((text) => text.replace("age,", "years,")));
  expect(failedNames(renamed.ingested)).toEqual(["content-is-as-published", "missing-columns"]);
});

test("rows said twice, and labels of one class only, are seen", async () => {
  const doubled = refine(await changedSource((text) => text + text.split("\n").slice(1, 200).join("\n")));
  expect(failedNames(doubled.cleaned)).toEqual(["duplicate-share"]);
  const poor = refine(await changedSource((text) => text.replaceAll(">50K", "<=50K")));
  expect(failedNames(poor.cleaned)).toEqual(["positive-share"]);
});

test("a split of other sizes than asked for is seen", () => {
  const { features } = prepared.computed.outputs;
  const few = tableFile("features.csv", { ...features.table, rows: features.table.rows.slice(0, 5) });
  expect(failedNames(split({ features: few }, defaultConfig.split))).toContain("validation-share");
});

test("a test split with turned labels fails accuracy and AUC; a foreign encoder is refused", async () => {
  const { parts } = prepared;
  const { encoder } = fitEncoding(parts.outputs, defaultConfig.encode).outputs;
  const spec = { kind: "trees", maxDepth: 3, learningRate: 0.3, rounds: 5, subsample: 1, seed: 1 } as const;
  const epochs = train("short", { ...parts.outputs, encoder }, spec);
  await epochs.next();
  const finished = await epochs.next();
  if (!finished.done) throw new Error("trees give one epoch");
  const { model } = finished.value.outputs;
  const { table } = parts.outputs.test;
  const income = columnIndex(table, "income");
  const turned = table.rows.map((row) =>
    row.map((cell, index) => (index === income ? 1 - Number(cell) : cell)),
  );
  const inputs = { model, encoder, test: tableFile("test.csv", { ...table, rows: turned }) };
  expect(failedNames(await evaluate(inputs, defaultConfig.evaluate))).toEqual(
    expect.arrayContaining(["accuracy", "auc"]),
  );
  const foreign = jsonFile("encoder.json", { ...encoder.content, numbers: [] });
  await expect(evaluate({ ...inputs, encoder: foreign }, defaultConfig.evaluate)).rejects.toThrow(
    /needs the encoder/,
  );
});

test("a failed gate is told, then stops the pipeline", async () => {
  const folder = await mkdtemp(join(tmpdir(), "census-"));
  const events: PipelineEvent[] = [];
  const run = async () => {
    const config = { ...defaultConfig, ingest: { ...defaultConfig.ingest, minRows: 40_000 } };
    for await (const event of runPipeline(folder, config)) events.push(event);
  };
  await expect(run()).rejects.toThrow(GateError);
  await expect(run()).rejects.toThrow(
    'step "ingest" failed its checks: rows is 32561, must be at least 40000',
  );
  expect(events.map(({ type }) => type)).toEqual([
    "step-started",
    "step-finished",
    "step-started",
    "step-finished",
  ]);
  await rm(folder, { recursive: true });
});
