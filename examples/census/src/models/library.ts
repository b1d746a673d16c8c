import type { Encoding, Matrix } from "../encoder.ts";
import type { Model, ModelSpec, SavedModel } from "./model.ts";
import { fitNeural, loadNeural } from "./neural.ts";
import { fitTrees, loadTrees } from "./trees.ts";

export function encodingOf(kind: ModelSpec["kind"]): Encoding {
  return kind === "trees" ? "ordinal" : "one-hot";
}

export function libraryOf(kind: ModelSpec["kind"]): string {
  return kind === "trees" ? "ml-xgboost 1.1.2" : "@tensorflow/tfjs-layers 4.22.0";
}

/**
 * Trains, and yields the model after each epoch (trees: once, at the end). It is one model that goes on learning;
 * it belongs to the caller, who disposes of it at the end.
 */
export function fit(
  spec: ModelSpec,
  seed: number,
  x: Matrix,
  labels: readonly number[],
): AsyncGenerator<Model, void, void> {
  return spec.kind === "trees" ? fitTrees(spec, seed, x, labels) : fitNeural(spec, seed, x, labels);
}

/** Brings a saved model back to life; it predicts what it predicted before. */
export async function loadModel({ spec, seed, columns, weights }: SavedModel): Promise<Model> {
  return spec.kind === "trees"
    ? loadTrees(spec, seed, weights)
    : loadNeural(spec, seed, columns.length, weights);
}
