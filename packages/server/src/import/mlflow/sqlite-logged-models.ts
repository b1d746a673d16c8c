import type { Field } from "../field.ts";
import { statusOf } from "./logged-model-status.ts";
import { metricOfDatabase } from "./metric.ts";
import type { SqliteTables } from "./sqlite-tables.ts";
import type { Entry, MlflowLoggedModel, MlflowModelMetric } from "./store.ts";

/** The logged models of an experiment; databases of MLflow 2 have no table of them. */
export function* loggedModelsOf(
  tables: SqliteTables,
  experiment: string,
): Generator<Entry<MlflowLoggedModel>> {
  if (!tables.has("logged_models")) return;
  for (const row of tables.pages("logged_models", "model_id", "experiment_id = ?", Number(experiment))) {
    const id = row.get("model_id").label() ?? "";
    yield { place: `logged model ${id}`, read: () => loggedModelOf(tables, id, experiment, row) };
  }
}

function loggedModelOf(
  tables: SqliteTables,
  id: string,
  experimentId: string,
  row: Field,
): MlflowLoggedModel {
  return {
    id,
    name: row.get("name").needText(),
    experimentId,
    status: statusOf(row.get("status")),
    statusMessage: row.get("status_message").text() || undefined,
    type: row.get("model_type").text() || undefined,
    sourceRun: row.get("source_run_id").text() || undefined,
    artifactUri: row.get("artifact_location").text(),
    createdAt: row.get("creation_timestamp_ms").number(),
    updatedAt: row.get("last_updated_timestamp_ms").number(),
    deleted: row.get("lifecycle_stage").text() === "deleted",
    params: tables.labels("logged_model_params", "param_key", "param_value", "model_id = ?", id),
    tags: tables.labels("logged_model_tags", "tag_key", "tag_value", "model_id = ?", id),
    metrics: tables.rows("logged_model_metrics", "model_id = ?", id).map(metricOf),
  };
}

function metricOf(row: Field): MlflowModelMetric {
  return {
    name: row.get("metric_name").needText(),
    step: row.get("metric_step").number() ?? 0,
    at: row.get("metric_timestamp_ms").number() ?? 0,
    value: metricOfDatabase(row.get("metric_value").number() ?? Number.NaN),
    runId: row.get("run_id").needText(),
    datasetName: row.get("dataset_name").text(),
    datasetDigest: row.get("dataset_digest").text(),
  };
}
