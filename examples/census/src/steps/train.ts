import { type Check, check } from "../checks.ts";
import { modelFeatures } from "../columns.ts";
import { type Encoder, encode, encodedColumns, type Matrix } from "../encoder.ts";
import { type Evaluation, evaluateScores, flatMetrics } from "../evaluation.ts";
import { type JsonFile, jsonFile, type TableFile } from "../files.ts";
import { accuracy, logLoss } from "../metrics.ts";
import { encodingOf, fit, libraryOf, loadModel } from "../models/library.ts";
import type { Model, ModelSpec, SavedModel } from "../models/model.ts";
import { inputRefs, type StepResult } from "../step.ts";
import { numberValues } from "../table.ts";

export type TrainConfig = ModelSpec & { readonly seed: number };

export type TrainInputs = {
  readonly train: TableFile;
  readonly validation: TableFile;
  readonly encoder: JsonFile<Encoder>;
};

/** Metrics at the end of one epoch, counted from 1; the last epoch's are the run's. */
export interface Epoch {
  readonly epoch: number;
  readonly metrics: Readonly<
    Record<"train_log_loss" | "train_accuracy" | "val_log_loss" | "val_accuracy", number>
  >;
}

export type TrainResult = StepResult<{
  readonly model: JsonFile<SavedModel>;
  readonly evaluation: JsonFile<Evaluation>;
}>;

interface Sample {
  readonly x: Matrix;
  readonly labels: readonly number[];
}

/**
 * Trains one model and yields its learning curve as it goes (trees have a single point). The result holds the model
 * file and its evaluation on the validation split; `run` names both.
 */
export async function* train(
  run: string,
  inputs: TrainInputs,
  config: TrainConfig,
): AsyncGenerator<Epoch, TrainResult, void> {
  const { seed, ...spec } = config;
  const sample = (file: TableFile): Sample => ({
    x: encode(file.table, inputs.encoder.content, encodingOf(spec.kind)),
    labels: numberValues(file.table, "income"),
  });
  const [training, validation] = [sample(inputs.train), sample(inputs.validation)];
  const curve: Epoch[] = [];
  let model: Model | undefined;
  try {
    for await (model of fit(spec, seed, training.x, training.labels)) {
      curve.push({ epoch: curve.length + 1, metrics: curvePoint(model, training, validation) });
      yield curve.at(-1)!;
    }
    if (!model) throw new Error(`run "${run}" trained nothing: epochs must be at least 1`);
    return await resultOf(run, inputs, config, { model, curve, validation });
  } finally {
    model?.dispose();
  }
}

function curvePoint(model: Model, training: Sample, validation: Sample): Epoch["metrics"] {
  const [trainScores, valScores] = [model.predict(training.x), model.predict(validation.x)];
  return {
    train_log_loss: logLoss(training.labels, trainScores),
    train_accuracy: accuracy(training.labels, trainScores),
    val_log_loss: logLoss(validation.labels, valScores),
    val_accuracy: accuracy(validation.labels, valScores),
  };
}

interface Trained {
  readonly model: Model;
  readonly curve: readonly Epoch[];
  readonly validation: Sample;
}

async function resultOf(
  run: string,
  inputs: TrainInputs,
  config: TrainConfig,
  { model, curve, validation }: Trained,
): Promise<TrainResult> {
  const scores = model.predict(validation.x);
  const saved = savedModel(model, inputs.encoder, config);
  const evaluation = evaluateScores("validation", inputs.validation.table, scores);
  const metrics = { ...curve.at(-1)!.metrics, ...flatMetrics("val", evaluation) };
  return {
    step: "train",
    config,
    inputs: inputRefs(inputs),
    outputs: {
      model: jsonFile(`models/${run}.json`, saved),
      evaluation: jsonFile(`evaluations/${run}.json`, evaluation),
    },
    metrics,
    checks: [
      ...curveChecks(curve),
      check("reload-difference", await reloadDifference(saved, validation.x, scores), { max: 0 }),
    ],
  };
}

function savedModel(model: Model, encoder: JsonFile<Encoder>, { seed, ...spec }: TrainConfig): SavedModel {
  return {
    format: "census-model/1",
    library: libraryOf(spec.kind),
    spec,
    seed,
    encoderSha256: encoder.sha256,
    features: modelFeatures,
    columns: encodedColumns(encoder.content, encodingOf(spec.kind)),
    weights: model.save(),
  };
}

function curveChecks(curve: readonly Epoch[]): readonly Check[] {
  const [first, last] = [curve[0]!.metrics, curve.at(-1)!.metrics];
  return [
    check("val-log-loss", last.val_log_loss, { max: 0.5 }),
    check("val-log-loss-rise", last.val_log_loss - first.val_log_loss, { max: 0 }, "notice"),
    check("overfit-gap", last.train_accuracy - last.val_accuracy, { max: 0.03 }, "notice"),
  ];
}

async function reloadDifference(saved: SavedModel, x: Matrix, scores: Float32Array): Promise<number> {
  const model = await loadModel(saved);
  const again = model.predict(x);
  model.dispose();
  return again.reduce((largest, score, row) => Math.max(largest, Math.abs(score - scores[row]!)), 0);
}
