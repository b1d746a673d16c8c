import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Encoder } from "../src/encoder.ts";
import {
  defaultConfig,
  evaluate,
  featureColumns,
  jsonFile,
  type PipelineConfig,
  type PipelineEvent,
  parseTable,
  runPipeline,
  type SavedModel,
  type StepResult,
  tableFile,
} from "../src/index.ts";

const neural = { learningRate: 0.01, l2: 0.0001, batchSize: 512, epochs: 2 };
const reduced: PipelineConfig = {
  ...defaultConfig,
  grid: [
    { run: "logistic", spec: { kind: "logistic", ...neural } },
    { run: "network", spec: { kind: "network", hiddenUnits: 4, ...neural } },
    { run: "trees", spec: { kind: "trees", maxDepth: 4, learningRate: 0.3, rounds: 30, subsample: 0.8 } },
  ],
  select: { metric: "auc", minRuns: 3 },
};

interface Recorded {
  readonly folder: string;
  readonly events: readonly PipelineEvent[];
}

let [first, second]: Recorded[] = [];

async function record(): Promise<Recorded> {
  const folder = await mkdtemp(join(tmpdir(), "census-"));
  const events: PipelineEvent[] = [];
  for await (const event of runPipeline(folder, reduced)) events.push(event);
  return { folder, events };
}

const resultsOf = ({ events }: Recorded): readonly StepResult[] =>
  events.flatMap((event) => (event.type === "step-finished" ? event.result : []));

const outputsOf = (recorded: Recorded) =>
  resultsOf(recorded).flatMap(({ outputs }) => Object.values(outputs));

beforeAll(async () => {
  first = await record();
  second = await record();
});

afterAll(async () => {
  for (const { folder } of [first!, second!]) await rm(folder, { recursive: true });
});

test("two runs give the same bytes, metrics and checks", () => {
  const facts = (recorded: Recorded) =>
    resultsOf(recorded).map(({ outputs, ...rest }) => ({
      ...rest,
      outputs: Object.values(outputs).map(({ path, sha256 }) => ({ path, sha256 })),
    }));
  expect(facts(first!)).toEqual(facts(second!));
});

test("every file is written, and is what its hash says", async () => {
  const outputs = outputsOf(first!);
  expect(outputs).toHaveLength(15);
  for (const { path, sha256 } of outputs) {
    const bytes = await readFile(join(first!.folder, path));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
  }
});

test("each step's inputs are outputs of steps before it, or the source", () => {
  const known = new Set<string>();
  for (const { step, inputs, outputs } of resultsOf(first!)) {
    for (const { sha256 } of Object.values(inputs)) expect(step === "ingest" || known.has(sha256)).toBe(true);
    for (const { sha256 } of Object.values(outputs)) known.add(sha256);
  }
});

test("steps start and finish in order, with the runs counted", () => {
  const steps = resultsOf(first!).map(({ step }) => step);
  const before = ["ingest", "clean", "features", "split", "encode"];
  expect(steps).toEqual([...before, "train", "train", "train", "select", "evaluate"]);
  const runs = first!.events.flatMap((event) =>
    event.type === "step-finished" && event.run ? [event.run] : [],
  );
  expect(runs.map(({ index, of }) => `${index} of ${of}`)).toEqual(["1 of 3", "2 of 3", "3 of 3"]);
});

test("runs have learning curves whose last point is the run's metric", () => {
  const epochs = first!.events.filter((event) => event.type === "epoch");
  expect(epochs.map(({ run, epoch }) => `${run.name} ${epoch}`)).toEqual([
    "logistic 1",
    "logistic 2",
    "network 1",
    "network 2",
    "trees 1",
  ]);
  const [logistic] = resultsOf(first!).filter(({ step }) => step === "train");
  expect(logistic!.metrics).toMatchObject(epochs[1]!.metrics);
  expect(epochs[1]!.metrics.train_log_loss).toBeLessThan(epochs[0]!.metrics.train_log_loss);
});

test("the best model reaches 0.84, and every run beats the share of the larger class", () => {
  const finished = first!.events.at(-1)!;
  if (finished.type !== "finished") throw new Error("the last event is the outcome");
  expect(finished.best).toBe("trees");
  expect(finished.test.accuracy).toBeGreaterThanOrEqual(0.84);
  expect(finished.test.auc).toBeGreaterThanOrEqual(0.9);
  for (const { step, metrics } of resultsOf(first!)) {
    if (step === "train") expect(metrics.val_accuracy).toBeGreaterThan(0.8);
  }
});

test("every model can be loaded from its file and predicts with the same metrics", async () => {
  const { folder } = first!;
  const text = async <T>(path: string): Promise<T> => JSON.parse(await readFile(join(folder, path), "utf8"));
  const encoder = jsonFile("encoder.json", await text<Encoder>("encoder.json"));
  const rows = parseTable(await readFile(join(folder, "validation.csv")), featureColumns);
  for (const run of ["logistic", "network", "trees"]) {
    const model = jsonFile(`models/${run}.json`, await text<SavedModel>(`models/${run}.json`));
    const inputs = { model, encoder, test: tableFile("validation.csv", rows) };
    const { evaluation } = (await evaluate(inputs, defaultConfig.evaluate)).outputs;
    expect({ ...evaluation.content, split: "validation" }).toEqual(await text(`evaluations/${run}.json`));
  }
});

test("fairness is measured: the gate holds and the notice of the four-fifths rule is told", () => {
  const { checks, metrics } = resultsOf(first!).at(-1)!;
  const fairness = checks.filter(({ kind }) => kind === "fairness");
  expect(fairness.map(({ name, level, passed }) => [name, level, passed])).toEqual([
    ["selection-gap-added-sex", "gate", true],
    ["selection-ratio-sex", "notice", false],
    ["selection-ratio-race", "notice", false],
  ]);
  expect(metrics.test_selection_rate_sex_female).toBeLessThan(metrics.test_selection_rate_sex_male!);
});
