import { createRun, metrics, POINTS, post } from "./mlflow-requests.mjs";

const AT_ONCE = 8;

async function call(url, { method, path, headers, body }) {
  const answer = await fetch(url + path, { method, headers, body });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${said.slice(0, 300)}`);
  return JSON.parse(said);
}

async function newRun(url, experiment) {
  return (await call(url, createRun(experiment, Date.now()))).run.info.run_id;
}

/** Runs `work` on every number below `count`, some at a time. */
async function each(count, work) {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Makes an experiment of so many runs with a metric each, a run with a long history, and one to write to. */
export async function fillMlflow(url, runs) {
  const { experiment_id: experiment } = await call(url, post("/experiments/create", { name: "many" }));
  await each(runs, async (index) => {
    const run_id = await newRun(url, experiment);
    const acc = { key: "acc", value: index / runs, timestamp: 1, step: 0 };
    await call(url, post("/runs/log-batch", { run_id, metrics: [acc] }));
  });
  const long = await newRun(url, "0");
  for (let from = 0; from < POINTS; from += 500) {
    const points = metrics(500, from).map((metric) => ({ ...metric, key: "loss" }));
    await call(url, post("/runs/log-batch", { run_id: long, metrics: points }));
  }
  return { experiment, long, run: await newRun(url, "0") };
}
