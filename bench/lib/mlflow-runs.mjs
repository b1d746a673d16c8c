import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { keptFolder } from "./kept-folder.mjs";
import { RUNS, runValues } from "./runs.mjs";

const Sqlite = createRequire(new URL("../../packages/server/package.json", import.meta.url))(
  "better-sqlite3",
);
const ARTIFACTS = "mlflow-artifacts:/1";
const START = Date.UTC(2026, 0, 1);

/** The experiment that has the runs. */
export const EXPERIMENT = 1;

const COLUMNS = {
  experiments: [
    "experiment_id",
    "name",
    "artifact_location",
    "lifecycle_stage",
    "creation_time",
    "last_update_time",
  ],
  runs: [
    "run_uuid",
    "name",
    "user_id",
    "status",
    "start_time",
    "end_time",
    "lifecycle_stage",
    "experiment_id",
    "artifact_uri",
  ],
  params: ["key", "value", "run_uuid"],
  tags: ["key", "value", "run_uuid"],
  metrics: ["key", "value", "timestamp", "run_uuid", "step", "is_nan"],
  latest_metrics: ["key", "value", "timestamp", "run_uuid", "step", "is_nan"],
};

/**
 * A folder with the same 200,000 runs in the database of an MLflow server, written into its tables, as the server itself
 * would take an hour; made once and kept.
 */
export function mlflowRunsFolder(python) {
  return keptFolder("mlflow-runs-1", async (folder) => {
    const file = join(folder, "mlflow.db");
    await promisify(execFile)(python, ["-m", "mlflow", "db", "upgrade", `sqlite:///${file}`]);
    const database = new Sqlite(file);
    database.pragma("synchronous = OFF");
    database.transaction(() => fill(database))();
    database.close();
  });
}

function fill(database) {
  const insert = Object.fromEntries(
    Object.entries(COLUMNS).map(([table, columns]) => {
      const values = columns.map(() => "?").join();
      return [table, database.prepare(`insert into ${table} (${columns.join()}) values (${values})`)];
    }),
  );
  insert.experiments.run(EXPERIMENT, "many", ARTIFACTS, "active", START, START);
  for (let run = 0; run < RUNS; run++) {
    const id = run.toString(16).padStart(32, "0");
    const { params, metrics, status } = runValues(run);
    const at = START + run;
    insert.runs.run(
      id,
      `bench-${run}`,
      "bench",
      status.toUpperCase(),
      at,
      at,
      "active",
      EXPERIMENT,
      ARTIFACTS,
    );
    // MLflow's client gives them to each run, and its page shows no run without any.
    insert.tags.run("mlflow.runName", `bench-${run}`, id);
    insert.tags.run("mlflow.user", "bench", id);
    for (const [name, value] of params) insert.params.run(name, String(value), id);
    for (const [name, value] of metrics)
      for (const table of ["metrics", "latest_metrics"]) insert[table].run(name, value, at, id, 0, 0);
  }
}
