import { Begat } from "@begat/client";
import { defaultConfig } from "../dist/config.js";
import { recordExample } from "../dist/recording/record-example.js";

/** Records the example with three short runs, and says each event on a line. */
const neural = { learningRate: 0.01, l2: 0.0001, batchSize: 512, epochs: 2 };
const config = {
  ...defaultConfig,
  grid: [
    { run: "logistic", spec: { kind: "logistic", ...neural } },
    { run: "network", spec: { kind: "network", hiddenUnits: 4, ...neural } },
    { run: "trees", spec: { kind: "trees", maxDepth: 4, learningRate: 0.3, rounds: 30, subsample: 0.8 } },
  ],
  select: { metric: "auc", minRuns: 3 },
};

await recordExample(
  new Begat(),
  (event) => console.log(event.type, event.step ?? event.result?.step ?? "", event.run?.name ?? ""),
  config,
);
