import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { initializers, layers, regularizers, type Sequential, sequential } from "@tensorflow/tfjs-layers";
import type { Matrix } from "../encoder.ts";
import type { LogisticSpec, Model, NetworkSpec, SavedWeights } from "./model.ts";

type NeuralSpec = LogisticSpec | NetworkSpec;

/**
 * Logistic regression, or a network with one hidden layer (ReLU), by Adam on binary cross-entropy. Rows are taken in
 * their order: the library shuffles without a seed.
 */
export async function* fitNeural(
  spec: NeuralSpec,
  seed: number,
  x: Matrix,
  labels: readonly number[],
): AsyncGenerator<Model, void, void> {
  const network = build(spec, seed, x.columns);
  network.compile({ optimizer: tf.train.adam(spec.learningRate), loss: "binaryCrossentropy" });
  const inputs = tensorOf(x);
  const targets = tf.tensor2d([...labels], [labels.length, 1]);
  try {
    for (let epoch = 0; epoch < spec.epochs; epoch++) {
      await network.fit(inputs, targets, {
        epochs: 1,
        batchSize: spec.batchSize,
        shuffle: false,
        verbose: 0,
        yieldEvery: "never",
      });
      yield modelOf(network);
    }
  } finally {
    tf.dispose([inputs, targets]);
  }
}

export function loadNeural(spec: NeuralSpec, seed: number, columns: number, saved: SavedWeights): Model {
  const network = build(spec, seed, columns);
  const weights = network.weights.map(({ shape }, index) => {
    const bytes = Buffer.from(saved[`weight${index}`] ?? "", "base64");
    return tf.tensor(new Float32Array(Uint8Array.from(bytes).buffer), shape.map(Number));
  });
  network.setWeights(weights);
  tf.dispose(weights);
  return modelOf(network);
}

function build(spec: NeuralSpec, seed: number, columns: number): Sequential {
  tf.enableProdMode();
  const common = (layer: number) => ({
    kernelInitializer: initializers.glorotUniform({ seed: seed + layer }),
    kernelRegularizer: regularizers.l2({ l2: spec.l2 }),
    ...(layer === 0 && { inputShape: [columns] }),
  });
  const hidden =
    spec.kind === "network"
      ? [layers.dense({ units: spec.hiddenUnits, activation: "relu", ...common(0) })]
      : [];
  const output = layers.dense({ units: 1, activation: "sigmoid", ...common(hidden.length) });
  return sequential({ layers: [...hidden, output] });
}

function modelOf(network: Sequential): Model {
  return {
    predict(x) {
      const scores = tf.tidy(() => network.predictOnBatch(tensorOf(x)) as tf.Tensor);
      const values = Float32Array.from(scores.dataSync());
      scores.dispose();
      return values;
    },
    save() {
      return Object.fromEntries(
        network
          .getWeights()
          .map((weight, index) => [`weight${index}`, base64(weight.dataSync() as Float32Array)]),
      );
    },
    dispose() {
      network.dispose();
    },
  };
}

function tensorOf({ rows, columns, values }: Matrix): tf.Tensor2D {
  return tf.tensor2d(values, [rows, columns]);
}

function base64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
