import { DATASETS, runsFolder } from "./lib/runs.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, quantile } from "./lib/table.mjs";

const REQUESTS = 60;

/** By how many of the 200,000 runs pass each condition alone: metric, param, dataset. */
const SHAPES = {
  "20,000 to 200,000; 60,000 to 150,000; 400": (n) =>
    `metrics.m1 > 0.${n % 9} AND params.p2 <= ${5 + (n % 10)} AND dataset = 'ds:d${n % DATASETS}:v1'`,
  "20,000 to 200,000; 60,000 to 150,000; all": (n) =>
    `metrics.m1 > 0.${n % 9} AND params.p2 <= ${5 + (n % 10)} AND dataset = 'ds:holdout:v1'`,
  "20,000; 10,000; all": (n) => `metrics.m1 > 0.9 AND params.p2 = ${n % 20} AND dataset = 'ds:holdout:v1'`,
  "2,000; 10,000": (n) => `metrics.m1 > 0.99 AND params.p3 = ${n % 20}`,
  "20,000 to 200,000; none; all": (n) =>
    `metrics.m1 > 0.${n % 9} AND params.p2 = ${100 + n} AND dataset = 'ds:holdout:v1'`,
};

async function measure(url, filterOf) {
  const times = [];
  for (let n = 0; n < REQUESTS + 3; n++) {
    const query = new URLSearchParams({
      filter: filterOf(n),
      order_by: "metrics.m0 DESC",
      columns: "metrics.m0,metrics.m1,params.p2",
      limit: "20",
    });
    const start = performance.now();
    const answer = await fetch(`${url}/runs?${query}`);
    if (!answer.ok) throw new Error(await answer.text());
    await answer.text();
    if (n >= 3) times.push(performance.now() - start);
  }
  return [ms(quantile(times, 0.5)), ms(quantile(times, 0.99))];
}

export async function runs() {
  const server = await startServer({ data: await runsFolder() });
  const rows = [];
  for (const [name, filterOf] of Object.entries(SHAPES))
    rows.push([name, "20 ms", ...(await measure(server.url, filterOf))]);
  await server.stop();
  printTable(
    "Top 20 of 200,000 runs by a metric, filtered by metric, param and dataset",
    ["runs that pass: metric; param; dataset", "wanted (p50)", "p50", "p99"],
    rows,
  );
}
