import * as artifacts from "./artifacts.ts";
import { bulkHistory, bulkInterval } from "./bulk-history.ts";
import { searchDatasets, trainingDataset } from "./datasets.ts";
import { runsToHide, searchExperiments } from "./experiments.ts";
import * as models from "./logged-models.ts";
import * as registry from "./registry-queries.ts";
import { searchModels, searchVersions } from "./registry-search.ts";
import * as tracking from "./tracking.ts";
import { versionOrigin } from "./version-origin.ts";

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
  "mlflow.datasets": searchDatasets,
  "mlflow.training-dataset": trainingDataset,
  "mlflow.logged-model": models.loggedModel,
  "mlflow.logged-models": models.searchLoggedModels,
  "mlflow.logged-model-nodes": models.loggedModelNodes,
  "mlflow.model-place": models.modelPlace,
  "mlflow.list-model-folder": models.listModelFolder,
  "mlflow.model-node": registry.modelNode,
  "mlflow.version-node": registry.versionNode,
  "mlflow.versions-of": registry.versionsOf,
  "mlflow.next-version": registry.nextVersion,
  "mlflow.registered-model": registry.registeredModel,
  "mlflow.registered-models": searchModels,
  "mlflow.latest-versions": registry.latestVersions,
  "mlflow.model-version": registry.modelVersion,
  "mlflow.model-versions": searchVersions,
  "mlflow.version-by-alias": registry.versionByAlias,
  "mlflow.version-origin": versionOrigin,
  "mlflow.version-place": registry.versionPlace,
  "mlflow.version-siblings": registry.versionSiblings,
  "mlflow.download-uri": registry.downloadUri,
  "mlflow.bulk-history": bulkHistory,
  "mlflow.bulk-interval": bulkInterval,
} as const;
