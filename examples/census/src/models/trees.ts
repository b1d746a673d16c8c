import type { Matrix } from "../encoder.ts";
import type { Model, SavedWeights, TreesSpec } from "./model.ts";
import { type Booster, type BoosterOptions, xgboost } from "./xgboost.ts";

/** Gradient-boosted trees on the logistic loss. The library gives no model between rounds, so this yields once. */
export async function* fitTrees(
  spec: TreesSpec,
  seed: number,
  x: Matrix,
  labels: readonly number[],
): AsyncGenerator<Model, void, void> {
  const XGBoost = await xgboost();
  const booster = new XGBoost(optionsOf(spec, seed));
  booster.train(rowsOf(x), labels);
  yield modelOf(booster);
}

export async function loadTrees(
  spec: TreesSpec,
  seed: number,
  { booster = "" }: SavedWeights,
): Promise<Model> {
  const XGBoost = await xgboost();
  const model = Uint8Array.from(Buffer.from(booster, "base64"));
  return modelOf(XGBoost.load({ name: "ml-xgboost", model, options: optionsOf(spec, seed) }));
}

function optionsOf(spec: TreesSpec, seed: number): BoosterOptions {
  return {
    booster: "gbtree",
    objective: "binary:logistic",
    max_depth: spec.maxDepth,
    eta: spec.learningRate,
    subsample: spec.subsample,
    iterations: spec.rounds,
    seed,
    silent: 1,
  };
}

function modelOf(booster: Booster): Model {
  return {
    predict: (x) => Float32Array.from(booster.predict(rowsOf(x))),
    save: () => ({ booster: Buffer.from(Int8Array.from(booster.toJSON().model).buffer).toString("base64") }),
    dispose: () => booster.free(),
  };
}

function rowsOf({ rows, columns, values }: Matrix): readonly (readonly number[])[] {
  return Array.from({ length: rows }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)]);
}
