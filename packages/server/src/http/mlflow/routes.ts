import type { Route } from "../route.ts";
import { MULTIPART_ROUTES } from "./artifacts/multipart.ts";
import { RUN_FILE_ROUTES } from "./artifacts/run-files.ts";
import { STORE_ROUTES } from "./artifacts/store.ts";
import { LOGGED_MODEL_ROUTES } from "./logged-models/routes.ts";
import { MODEL_ROUTES } from "./registry/models.ts";
import { VERSION_ROUTES } from "./registry/versions.ts";
import { SERVER_ROUTES } from "./server.ts";
import { EXPERIMENT_ROUTES } from "./tracking/experiments.ts";
import { INPUT_ROUTES } from "./tracking/inputs.ts";
import { LOGGING_ROUTES } from "./tracking/logging.ts";
import { RUN_ROUTES } from "./tracking/runs.ts";
import { SEARCH_ROUTES } from "./tracking/search.ts";

/** Every address that MLflow's clients know. */
export const MLFLOW_ROUTES: readonly Route[] = [
  ...SERVER_ROUTES,
  ...EXPERIMENT_ROUTES,
  ...RUN_ROUTES,
  ...LOGGING_ROUTES,
  ...SEARCH_ROUTES,
  ...INPUT_ROUTES,
  ...LOGGED_MODEL_ROUTES,
  ...MODEL_ROUTES,
  ...VERSION_ROUTES,
  ...RUN_FILE_ROUTES,
  ...STORE_ROUTES,
  ...MULTIPART_ROUTES,
];
