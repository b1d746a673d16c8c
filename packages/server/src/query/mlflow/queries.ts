import { runsToHide, searchExperiments } from "./experiments.ts";
import * as artifacts from "./artifacts.ts";
import * as tracking from "./tracking.ts";

/** The questions of MLflow's clients, by name. */
export const MLFLOW_QUERIES = {
  "mlflow.experiment-node": tracking.experimentNode,
  "mlflow.experiment": tracking.experiment,
  "mlflow.experiment-by-name": tracking.experimentByName,
  "mlflow.experiments": searchExperiments,
  "mlflow.runs-to-hide": runsToHide,
  "mlflow.run": tracking.run,
  "mlflow.runs": tracking.searchRuns,
  "mlflow.history": tracking.metricHistory,
  "mlflow.place": artifacts.place,
  "mlflow.run-place": artifacts.runPlace,
  "mlflow.list-folder": artifacts.listFolder,
  "mlflow.list-run-folder": artifacts.listRunFolder,
} as const;
