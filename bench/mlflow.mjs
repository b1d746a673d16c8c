import { pythonEnvironments } from "../scripts/lib/python.mjs";
import { startMlflowServer } from "./lib/mlflow-server.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, quantile, whole } from "./lib/table.mjs";

const RUNS = 10_000;
const POINTS = 1000;
const SECONDS = 8;
const CONNECTIONS = 8;
const WANTED = 20;

const API = "/api/2.0/mlflow";
const HEADERS = { "content-type": "application/json" };

async function call(url, { method = "POST", path, body }) {
  const answer = await fetch(`${url}${API}${path}`, {
    method,
    headers: HEADERS,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${said.slice(0, 300)}`);
  return said;
}

async function createRun(url, experiment_id) {
  const body = {
    experiment_id,
    start_time: Date.now(),
    user_id: "bench",
    tags: [{ key: "mlflow.user", value: "bench" }],
  };
  return JSON.parse(await call(url, { path: "/runs/create", body })).run.info.run_id;
}

function metrics(count, from) {
  return Array.from({ length: count }, (_, index) => ({
    key: `metric_${index % 10}`,
    value: 1 / (from + index + 1),
    timestamp: from + index,
    step: from + index,
  }));
}

/** Runs `work` on every number below `count`, some at a time. */
async function each(count, work) {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
}

/** An experiment of 10,000 runs with a metric each, and a run with a long history. */
async function fill(url) {
  const { experiment_id } = JSON.parse(
    await call(url, { path: "/experiments/create", body: { name: "many" } }),
  );
  await each(RUNS, async (index) => {
    const run_id = await createRun(url, experiment_id);
    await call(url, {
      path: "/runs/log-batch",
      body: { run_id, metrics: [{ key: "acc", value: index / RUNS, timestamp: 1, step: 0 }] },
    });
  });
  const long = await createRun(url, "0");
  for (let from = 0; from < POINTS; from += 500) {
    const points = metrics(500, from).map((metric) => ({ ...metric, key: "loss" }));
    await call(url, { path: "/runs/log-batch", body: { run_id: long, metrics: points } });
  }
  return { experiment_id, long };
}

/** The requests that are compared; each is made anew, with numbers of its own. */
function requests({ experiment_id, long }, run_id) {
  let count = 0;
  const batch = (size) => () => {
    count += size;
    return { path: "/runs/log-batch", body: { run_id, metrics: metrics(size, count) } };
  };
  const search = { experiment_ids: [experiment_id], filter: "metrics.acc > 0.99", max_results: 50 };
  const create = {
    experiment_id,
    start_time: 1,
    user_id: "bench",
    tags: [{ key: "mlflow.user", value: "bench" }],
  };
  return {
    "create run": () => ({ path: "/runs/create", body: create }),
    "log-batch, 10 metrics": batch(10),
    "log-batch, 500 metrics": batch(500),
    "search of 10,000 runs by a metric": () => ({ path: "/runs/search", body: search }),
    "get-history, 1,000 points": () => ({
      method: "GET",
      path: `/metrics/get-history?run_id=${long}&metric_key=loss&max_results=${POINTS}`,
    }),
  };
}

/** As many answers as come in some seconds, and how long each took. */
async function measure(url, next) {
  const times = [];
  const end = performance.now() + SECONDS * 1000;
  const worker = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      await call(url, next());
      times.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return { perSecond: times.length / ((performance.now() - start) / 1000), p99: quantile(times, 0.99) };
}

async function measureServer(server) {
  const filled = await fill(server.url);
  const run_id = await createRun(server.url, "0");
  const results = {};
  for (const [name, next] of Object.entries(requests(filled, run_id)))
    results[name] = await measure(server.url, next);
  await server.stop();
  return results;
}

export async function mlflow() {
  const engine = pythonEnvironments().find(({ file }) => file === "mlflow-newest.txt");
  const python = engine.find();
  const own = await measureServer(await startServer());
  if (python === undefined) console.error("bench: no Python with MLflow; only Begat's figures");
  const theirs = python === undefined ? {} : await measureServer(await startMlflowServer(python));
  const rows = Object.entries(own).map(([name, { perSecond, p99 }]) => {
    const other = theirs[name];
    const times = other && perSecond / other.perSecond;
    const shorter = other && other.p99 / p99;
    return [
      name,
      whole(perSecond),
      ms(p99),
      other === undefined ? "" : other.perSecond.toFixed(1),
      other === undefined ? "" : ms(other.p99),
      other === undefined ? "" : `${times.toFixed(0)}×`,
      other === undefined ? "" : `${shorter.toFixed(0)}×`,
    ];
  });
  const head = [
    "request",
    "Begat/s",
    "p99",
    "mlflow server/s",
    "its p99",
    `times (${WANTED} wanted)`,
    "p99 shorter",
  ];
  printTable(`MLflow's requests, ${CONNECTIONS} connections, both durable on SQLite`, head, rows);
}
