import type { ModelSpec } from "./models/model.ts";
import type { CleanConfig } from "./steps/clean.ts";
import type { EvaluateConfig } from "./steps/evaluate.ts";
import type { FeaturesConfig } from "./steps/features.ts";
import type { EncodeConfig } from "./steps/fitEncoding.ts";
import type { IngestConfig } from "./steps/ingest.ts";
import type { SelectConfig } from "./steps/select.ts";
import type { SplitConfig } from "./steps/split.ts";

/** A run to train: its name, which also names its files, and what to train. */
export interface Candidate {
  readonly run: string;
  readonly spec: ModelSpec;
}

export interface PipelineConfig {
  readonly ingest: IngestConfig;
  readonly clean: CleanConfig;
  readonly features: FeaturesConfig;
  readonly split: SplitConfig;
  readonly encode: EncodeConfig;
  /** The seed of every model. */
  readonly seed: number;
  readonly grid: readonly Candidate[];
  readonly select: SelectConfig;
  readonly evaluate: EvaluateConfig;
}

const epochs = { batchSize: 256, epochs: 8 };

const logistic = [0.003, 0.01].flatMap((learningRate) =>
  [0, 0.0003].map((l2): Candidate => {
    const run = `logistic-lr${learningRate}-l2-${l2 === 0 ? "none" : l2}`;
    return { run, spec: { kind: "logistic", learningRate, l2, ...epochs } };
  }),
);

const networks = [8, 16].flatMap((hiddenUnits) =>
  [0.003, 0.01].map((learningRate): Candidate => {
    const run = `network-${hiddenUnits}units-lr${learningRate}`;
    return { run, spec: { kind: "network", hiddenUnits, learningRate, l2: 0.0001, ...epochs } };
  }),
);

const trees = [3, 4, 6].flatMap((maxDepth) =>
  [0.1, 0.3].map((learningRate): Candidate => {
    const run = `trees-depth${maxDepth}-lr${learningRate}`;
    return { run, spec: { kind: "trees", maxDepth, learningRate, rounds: 80, subsample: 0.8 } };
  }),
);

/** The example as it runs by default: 14 runs over three kinds of model. */
export const defaultConfig: PipelineConfig = {
  ingest: {
    contentSha256: "7974b56173c9e296a971a3881558f1cf56f19bd7faa18d226136f319339efcaa",
    minRows: 30_000,
  },
  clean: { missing: "?", maxDuplicateShare: 0.001, maxMissingShare: 0.06 },
  features: {
    ageBands: "25 30 35 40 45 50 55 60 65",
    hoursBands: "20 35 40 41 50 60",
    gainBands: "1 5000",
    lossBands: "1 1800 2000",
  },
  split: { seed: 1994, trainShare: 0.6, validationShare: 0.2 },
  encode: { minLevelCount: 50 },
  seed: 1994,
  grid: [...logistic, ...networks, ...trees],
  select: { metric: "auc", minRuns: 12 },
  evaluate: { minAccuracy: 0.84, minAuc: 0.88, maxAddedGap: 0.02, minSelectionRatio: 0.8 },
};
