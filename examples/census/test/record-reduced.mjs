import { Begat } from "@begat/client";
import { defaultConfig } from "../dist/config.js";
import { recordExample } from "../dist/recording/record-example.js";

/**
 * Records the example with three short runs, and says each event on a line. Where it is told one, it kills itself a little
 * after that event, so that something is under way.
 */
const [killedAfter] = process.argv.slice(2);
const A_LITTLE_MS = 15;
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
  (event) => {
    const { type, step = event.result?.step ?? "", run } = event;
    const said = `${type} ${step} ${run?.name ?? ""}`.trim();
    console.log(said);
    if (said === killedAfter) setTimeout(() => process.kill(process.pid, "SIGKILL"), A_LITTLE_MS);
  },
  config,
);
