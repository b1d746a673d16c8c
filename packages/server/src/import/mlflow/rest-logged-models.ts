import { BegatError } from "@begat/core";
import type { Field } from "../field.ts";
import type { RestClient } from "./rest-client.ts";
import { integerOf, labels, pointOf } from "./rest-fields.ts";
import type { Entry, MlflowLoggedModel, MlflowModelMetric } from "./store.ts";

/** As many as every server gives at once. */
const PAGE = 50;

/** The logged models of an experiment; a server of MLflow 2 does not know the question. */
export async function* loggedModelsOf(
  rest: RestClient,
  experiment: string,
): AsyncGenerator<Entry<MlflowLoggedModel>> {
  const body = { experiment_ids: [experiment], max_results: PAGE };
  try {
    for await (const item of rest.found("logged-models/search", body, "models"))
      yield {
        place: `logged model ${item.get("info").get("model_id").label()}`,
        read: () => loggedModelOf(item),
      };
  } catch (error) {
    if (!(error instanceof BegatError) || error.code !== "not_found") throw error;
  }
}

function loggedModelOf(item: Field): MlflowLoggedModel {
  const info = item.get("info");
  const data = item.get("data");
  return {
    id: info.get("model_id").needText(),
    name: info.get("name").needText(),
    experimentId: info.get("experiment_id").label() ?? "",
    status: info.get("status").text() ?? "LOGGED_MODEL_PENDING",
    statusMessage: info.get("status_message").text() || undefined,
    type: info.get("model_type").text() || undefined,
    sourceRun: info.get("source_run_id").text() || undefined,
    artifactUri: info.get("artifact_uri").text(),
    createdAt: integerOf(info.get("creation_timestamp_ms")),
    updatedAt: integerOf(info.get("last_updated_timestamp_ms")),
    deleted: false,
    params: labels(data.get("params")),
    tags: labels(info.get("tags")),
    metrics: data.get("metrics").items().map(metricOf),
  };
}

function metricOf(item: Field): MlflowModelMetric {
  return {
    ...pointOf(item, item.get("key").needText()),
    runId: item.get("run_id").text() ?? "",
    datasetName: item.get("dataset_name").text() || undefined,
    datasetDigest: item.get("dataset_digest").text() || undefined,
  };
}
