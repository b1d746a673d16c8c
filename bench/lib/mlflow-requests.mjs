/** As MLflow's Python client sends them. */
const HEADERS = {
  "user-agent": "mlflow-python-client/3.17.2",
  "accept-encoding": "gzip, deflate",
  accept: "*/*",
  "content-type": "application/json",
};
const API = "/api/2.0/mlflow";

export const POINTS = 1000;

export const post = (path, body) => ({
  method: "POST",
  path: API + path,
  headers: HEADERS,
  body: JSON.stringify(body),
});
const get = (path) => ({ method: "GET", path: API + path, headers: HEADERS });

/** Points of ten metrics in turn. */
export function metrics(count, from) {
  return Array.from({ length: count }, (_, index) => ({
    key: `metric_${index % 10}`,
    value: 1 / (from + index + 1),
    timestamp: from + index,
    step: from + index,
  }));
}

let points = 0;

function batch(run_id, size) {
  points += size;
  return post("/runs/log-batch", { run_id, metrics: metrics(size, points) });
}

export const createRun = (experiment_id, start_time = 1) =>
  post("/runs/create", {
    experiment_id,
    start_time,
    user_id: "bench",
    tags: [{ key: "mlflow.user", value: "bench" }],
  });

/** What is compared; each request is made anew, of an experiment of many runs, one with a long history, and one to write to. */
export const MLFLOW_KINDS = {
  "create run": ({ experiment }) => createRun(experiment),
  "log-batch, 10 metrics": ({ run }) => batch(run, 10),
  "log-batch, 500 metrics": ({ run }) => batch(run, 500),
  "search of 10,000 runs by a metric": ({ experiment }) =>
    post("/runs/search", { experiment_ids: [experiment], filter: "metrics.acc > 0.99", max_results: 50 }),
  "get-history, 1,000 points": ({ long }) =>
    get(`/metrics/get-history?run_id=${long}&metric_key=loss&max_results=${POINTS}`),
};
