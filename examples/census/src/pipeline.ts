import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { failedGates, GateError } from "./checks.ts";
import { defaultConfig, type PipelineConfig } from "./config.ts";
import type { Evaluation } from "./evaluation.ts";
import { type DataFile, dataFile, type FileRef, type JsonFile, type TableFile } from "./files.ts";
import type { SavedModel } from "./models/model.ts";
import { type Config, inputRefs, type StepName, type StepResult } from "./step.ts";
import { clean } from "./steps/clean.ts";
import { evaluate } from "./steps/evaluate.ts";
import { features } from "./steps/features.ts";
import { fitEncoding } from "./steps/fitEncoding.ts";
import { ingest } from "./steps/ingest.ts";
import { select } from "./steps/select.ts";
import { split } from "./steps/split.ts";
import { type Epoch, type TrainConfig, type TrainInputs, type TrainResult, train } from "./steps/train.ts";

/** One of the grid's runs: its name, and that it is the `index`-th (from 1) of `of`. */
export interface RunPosition {
  readonly name: string;
  readonly index: number;
  readonly of: number;
}

/** What happens, in order. `run` is there for the step "train". */
export type PipelineEvent =
  | ({ readonly type: "step-started" } & StepStart)
  | ({ readonly type: "epoch"; readonly run: RunPosition } & Epoch)
  | { readonly type: "step-finished"; readonly run?: RunPosition; readonly result: StepResult }
  | ({ readonly type: "finished" } & Outcome);

export interface StepStart {
  readonly step: StepName;
  readonly config: Config;
  readonly inputs: Readonly<Record<string, FileRef>>;
  readonly run?: RunPosition;
}

/** The chosen run, its model file, and how that model does on the test split. */
export interface Outcome {
  readonly best: string;
  readonly model: JsonFile<SavedModel>;
  readonly test: Evaluation;
}

type Events<R> = AsyncGenerator<PipelineEvent, R, void>;

/**
 * Runs the example from the source file to the tested model and writes every intermediate file into `folder`. Equal
 * configurations give equal bytes. Throws a `GateError` after the "step-finished" of a step whose gate failed.
 */
export async function* runPipeline(folder: string, config: PipelineConfig = defaultConfig): Events<void> {
  const { test, ...inputs } = yield* prepare(folder, config);
  const results = new Map<string, TrainResult>();
  for (const [index, { run, spec }] of config.grid.entries()) {
    const position = { name: run, index: index + 1, of: config.grid.length };
    results.set(run, yield* trainRun(folder, position, inputs, { ...spec, seed: config.seed }));
  }
  const evaluations = Object.fromEntries([...results].map(([run, { outputs }]) => [run, outputs.evaluation]));
  const selected = yield* perform(folder, "select", select, evaluations, config.select);
  const { best } = selected.outputs.selection.content;
  const { model } = results.get(best)!.outputs;
  const tested = yield* perform(
    folder,
    "evaluate",
    evaluate,
    { model, encoder: inputs.encoder, test },
    config.evaluate,
  );
  yield { type: "finished", best, model, test: tested.outputs.evaluation.content };
}

async function* prepare(
  folder: string,
  config: PipelineConfig,
): Events<TrainInputs & { readonly test: TableFile }> {
  const source = await sourceFile();
  const { ingested } = (yield* perform(folder, "ingest", ingest, { source }, config.ingest)).outputs;
  const cleaned = (yield* perform(folder, "clean", clean, { ingested }, config.clean)).outputs;
  const computed = (yield* perform(folder, "features", features, cleaned, config.features)).outputs;
  const parts = (yield* perform(folder, "split", split, computed, config.split)).outputs;
  const fitted = yield* perform(folder, "encode", fitEncoding, { train: parts.train }, config.encode);
  return { ...parts, ...fitted.outputs };
}

/** The data set that comes with the example. */
export async function sourceFile(): Promise<DataFile> {
  return dataFile("adult.csv.gz", await readFile(new URL("../data/adult.csv.gz", import.meta.url)));
}

type Inputs = Readonly<Record<string, DataFile>>;

async function* perform<I extends Inputs, C extends Config, R extends StepResult>(
  folder: string,
  step: StepName,
  work: (inputs: I, config: C) => R | Promise<R>,
  inputs: I,
  config: C,
): Events<R> {
  yield { type: "step-started", step, config, inputs: inputRefs(inputs) };
  const result = await work(inputs, config);
  yield* finish(folder, result);
  return result;
}

async function* trainRun(
  folder: string,
  run: RunPosition,
  inputs: TrainInputs,
  config: TrainConfig,
): Events<TrainResult> {
  yield { type: "step-started", step: "train", config, inputs: inputRefs(inputs), run };
  const epochs = train(run.name, inputs, config);
  let next = await epochs.next();
  for (; !next.done; next = await epochs.next()) yield { type: "epoch", run, ...next.value };
  yield* finish(folder, next.value, run);
  return next.value;
}

async function* finish(folder: string, result: StepResult, run?: RunPosition): Events<void> {
  for (const { path, bytes } of Object.values(result.outputs)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  yield { type: "step-finished", result, ...(run && { run }) };
  const failed = failedGates(result.checks);
  if (failed.length > 0) throw new GateError(result.step, failed);
}
