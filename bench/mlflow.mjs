import { pythonEnvironments } from "../scripts/lib/python.mjs";
import { load } from "./lib/load.mjs";
import { createRun, MLFLOW_KINDS, metrics, POINTS, post } from "./lib/mlflow-requests.mjs";
import { startMlflowServer } from "./lib/mlflow-server.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, whole } from "./lib/table.mjs";

const RUNS = 10_000;
const SECONDS = 8;
const CONNECTIONS = 8;
const WANTED = 20;

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
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
}

/** An experiment of 10,000 runs with a metric each, a run with a long history, and one to write to. */
async function fill(url) {
  const { experiment_id: experiment } = await call(url, post("/experiments/create", { name: "many" }));
  await each(RUNS, async (index) => {
    const run_id = await newRun(url, experiment);
    const acc = { key: "acc", value: index / RUNS, timestamp: 1, step: 0 };
    await call(url, post("/runs/log-batch", { run_id, metrics: [acc] }));
  });
  const long = await newRun(url, "0");
  for (let from = 0; from < POINTS; from += 500) {
    const points = metrics(500, from).map((metric) => ({ ...metric, key: "loss" }));
    await call(url, post("/runs/log-batch", { run_id: long, metrics: points }));
  }
  return { experiment, long, run: await newRun(url, "0") };
}

async function measureServer(server) {
  const { url } = server;
  const given = await fill(url);
  const results = {};
  for (const kind of Object.keys(MLFLOW_KINDS))
    results[kind] = await load({ url, kind, given, connections: CONNECTIONS, seconds: SECONDS });
  await server.stop();
  return results;
}

export async function mlflow() {
  const engine = pythonEnvironments().find(({ file }) => file === "mlflow-newest.txt");
  const python = engine.find();
  const own = await measureServer(await startServer());
  if (python === undefined) console.error("bench: no Python with MLflow; only Begat's figures");
  const theirs = python === undefined ? {} : await measureServer(await startMlflowServer(python));
  const rows = Object.entries(own).map(([name, { perSecond, p99, failed }]) => {
    const other = theirs[name];
    const compared =
      other === undefined
        ? ["", "", "", ""]
        : [
            other.perSecond.toFixed(1),
            ms(other.p99),
            `${(perSecond / other.perSecond).toFixed(0)}×`,
            `${(other.p99 / p99).toFixed(0)}×`,
          ];
    return [name, whole(perSecond), ms(p99), failed, ...compared];
  });
  const head = [
    "request",
    "Begat/s",
    "p99",
    "failed",
    "mlflow server/s",
    "its p99",
    `times (${WANTED} wanted)`,
    "p99 shorter",
  ];
  printTable(`MLflow's requests, ${CONNECTIONS} connections, both durable on SQLite`, head, rows);
}
