import { pythonEnvironments } from "../scripts/lib/python.mjs";
import { load } from "./lib/load.mjs";
import { fillMlflow } from "./lib/mlflow-fill.mjs";
import { MLFLOW_KINDS } from "./lib/mlflow-requests.mjs";
import { startMlflowServer } from "./lib/mlflow-server.mjs";
import { startServer } from "./lib/server.mjs";
import { ms, printTable, whole } from "./lib/table.mjs";

const RUNS = 10_000;
const WARM_UP_SECONDS = 2;
const SECONDS = 8;
const CONNECTIONS = 8;
const WANTED = 20;

async function measureServer(server) {
  const { url } = server;
  const given = await fillMlflow(url, RUNS);
  const results = {};
  const asked = { url, given, connections: CONNECTIONS, warmUp: WARM_UP_SECONDS, seconds: SECONDS };
  for (const kind of Object.keys(MLFLOW_KINDS)) results[kind] = await load({ ...asked, kind });
  await server.stop();
  return results;
}

export async function mlflow() {
  const engine = pythonEnvironments().find(({ file }) => file === "mlflow-newest.txt");
  const python = await engine.find();
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
