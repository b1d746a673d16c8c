import type { Matrix } from "../encoder.ts";

/** What to train. `epochs` are passes over the training rows, `rounds` are trees. */
export type ModelSpec = LogisticSpec | NetworkSpec | TreesSpec;

export type LogisticSpec = {
  readonly kind: "logistic";
  readonly learningRate: number;
  readonly l2: number;
  readonly batchSize: number;
  readonly epochs: number;
};

export type NetworkSpec = Omit<LogisticSpec, "kind"> & {
  readonly kind: "network";
  readonly hiddenUnits: number;
};

export type TreesSpec = {
  readonly kind: "trees";
  readonly maxDepth: number;
  readonly learningRate: number;
  readonly rounds: number;
  readonly subsample: number;
};

/** A trained model. It holds memory outside the garbage collector's reach until it is disposed of. */
export interface Model {
  /** The probability of the label 1, for each row. */
  predict(x: Matrix): Float32Array;
  save(): SavedWeights;
  dispose(): void;
}

/** Named blocks of bytes in base64: float32 little-endian weights, or the booster's own format. */
export type SavedWeights = Readonly<Record<string, string>>;

/** A model file's content: with the encoder it names, everything a prediction needs. */
export interface SavedModel {
  readonly format: "census-model/1";
  readonly library: string;
  readonly spec: ModelSpec;
  readonly seed: number;
  readonly encoderSha256: string;
  /** The features of the signature. */
  readonly features: readonly string[];
  /** The encoded columns, in the order of the model's inputs. */
  readonly columns: readonly string[];
  readonly weights: SavedWeights;
}
