import { keptLedger } from "./ledger.mjs";

const CURVES = 20;
const POINTS = 100_000;
const POINTS_A_CHANGE = 10_000;
const START = Date.UTC(2026, 0, 1);

/** A pipeline of layers of jobs and datasets: each job reads three datasets of the layer before and writes one. */
const LAYERS = 24;
const WIDTH = 10;

/** The runs that have long curves. */
export const CURVE_RUNS = Array.from({ length: CURVES }, (_, run) => `run:long-${run}`);

/** A dataset in the middle of the pipeline. */
export const MIDDLE = `ds:pipeline/d${(LAYERS >> 1) * WIDTH}`;

function pointsChange(run, from) {
  const steps = Array.from({ length: POINTS_A_CHANGE }, (_, index) => from + index);
  const value = (step) => Math.exp(-step / (20_000 + 2_000 * run)) + 0.05 * Math.sin(step / 37 + run);
  const columns = {
    loss: { step: steps, at: steps.map((step) => START + step * 1000), value: steps.map(value) },
  };
  const id = CURVE_RUNS[run];
  return {
    source: "native",
    assertions: [
      { assert: "node", id, props: { params: { lr: 0.001 * (run + 1) }, status: "finished" } },
      { assert: "points", of: id, columns },
    ],
  };
}

function stepChange(layer, index) {
  const number = layer * WIDTH + index;
  const [run, made] = [`jobrun:pipeline-${number}`, `ds:pipeline/d${number}:v1`];
  const before = [0, 1, 3].map((by) => (layer - 1) * WIDTH + ((index + by) % WIDTH));
  const edge = (from, rel, to) => ({ assert: "edge", from, rel, to });
  return {
    source: "native",
    assertions: [
      edge(run, "run-of", `job:pipeline/j${number}`),
      edge(made, "produced-by", run),
      ...(layer === 0 ? [] : before.map((other) => edge(run, "used", `ds:pipeline/d${other}:v1`))),
    ],
  };
}

/** A folder with 20 runs of 100,000 points and a pipeline of 240 jobs and 240 datasets; made once and kept. */
export function webFolder() {
  return keptLedger("web-3", async (ledger) => {
    for (let run = 0; run < CURVES; run++)
      for (let from = 0; from < POINTS; from += POINTS_A_CHANGE)
        await ledger.record([pointsChange(run, from)]);
    for (let layer = 0; layer < LAYERS; layer++)
      await ledger.record(Array.from({ length: WIDTH }, (_, index) => stepChange(layer, index)));
  });
}
