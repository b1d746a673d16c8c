import { keptLedger } from "./ledger.mjs";

export const RUNS = 200_000;
export const DATASETS = 500;
const GROUP = 500;

/** A number from 0 to 1 that a seed determines. */
const noise = (seed) => ((Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0) % 100_003) / 100_003;

const names = (prefix) => Array.from({ length: 10 }, (_, index) => `${prefix}${index}`);

/** What a run has: ten params, ten metrics of one value each, and how it ended. */
export function runValues(run) {
  return {
    params: names("p").map((name, index) => [name, Math.floor(noise(run * 11 + index) * 20)]),
    metrics: names("m").map((name, index) => [name, noise(run * 13 + index)]),
    status: run % 50 === 0 ? "failed" : "finished",
  };
}

function runChange(run) {
  const id = `run:bench-${run}`;
  const { params, metrics, status } = runValues(run);
  const columns = Object.fromEntries(
    metrics.map(([name, value]) => [name, { step: [0], at: [0], value: [value] }]),
  );
  return {
    source: "native",
    assertions: [
      { assert: "node", id, props: { params: Object.fromEntries(params), status } },
      { assert: "edge", from: id, rel: "trained-on", to: `ds:d${run % DATASETS}:v1` },
      { assert: "edge", from: id, rel: "evaluated-on", to: "ds:holdout:v1" },
      { assert: "points", of: id, columns },
    ],
  };
}

/** A run with ten metrics that no other has. */
function ownNamesChange(run) {
  const columns = Object.fromEntries(
    names("only_").map((_, index) => [`only_${run * 10 + index}`, { step: [0], at: [0], value: [1] }]),
  );
  const id = `run:own-names-${run}`;
  return {
    source: "native",
    assertions: [
      { assert: "node", id, props: { status: "finished" } },
      { assert: "points", of: id, columns },
    ],
  };
}

/**
 * A folder whose store holds 200,000 runs with 10 metrics and 10 params each, and 200 more with 2,000 names of metrics
 * between them; made once and kept.
 */
export function runsFolder() {
  return keptLedger("runs-3", async (ledger) => {
    for (let run = 0; run < RUNS; run += GROUP)
      await ledger.record(Array.from({ length: GROUP }, (_, index) => runChange(run + index)));
    await ledger.record(Array.from({ length: 200 }, (_, run) => ownNamesChange(run)));
  });
}
