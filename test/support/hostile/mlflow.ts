import fc, { type Arbitrary } from "fast-check";
import { MLFLOW_ROUTES } from "../../../packages/server/src/http/mlflow/routes.ts";
import { filter, order } from "./filters.ts";
import { oddHeaders } from "./headers.ts";
import { type Request, requestOf } from "./send.ts";
import { encoded, gzipBomb, nasty, queryOf, sentAs, spoilt, value } from "./values.ts";

/** The ids of what is there, so that some requests get past "not found". */
export interface Known {
  readonly experiment_id: string;
  readonly run_id: string;
  readonly name: string;
  readonly version: string;
  readonly model_id: string;
}

/** A value for each field of any message: unknown fields are passed over, so that one body fits every endpoint. */
function fields(known: Known): Readonly<Record<string, Arbitrary<unknown>>> {
  const or = (...fine: readonly unknown[]) =>
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fine) }, { weight: 1, arbitrary: nasty });
  const tag = fc.record({
    key: or(
      "k",
      "mlflow.runName",
      "mlflow.parentRunId",
      "mlflow.log-model.history",
      "mlflow.source.git.commit",
    ),
    value: or("v", known.run_id, "[]"),
  });
  const metric = fc.record({
    key: or("loss"),
    value: or(1, "NaN", -0),
    timestamp: or(1, 1.7e12),
    step: or(0, 7, -3),
  });
  const dataset = fc.record({
    dataset: fc.record({
      name: or("users"),
      digest: or("d1"),
      source_type: or("local", "s3", "http", "hugging_face", "delta_table"),
      source: or('{"uri":"s3://b/k"}', "{}", "not json", '{"path":"a@b"}', '{"path":[1]}'),
      schema: or("{}", '{"mlflow_colspec":[{"name":"a","type":"long"}]}'),
      profile: or("{}"),
    }),
    tags: fc.array(fc.record({ key: or("mlflow.data.context"), value: or("train", "x") }), { maxLength: 2 }),
  });
  return {
    experiment_id: or(known.experiment_id, "0"),
    experiment_ids: fc.oneof(
      { weight: 4, arbitrary: fc.constant([known.experiment_id]) },
      fc.array(nasty, { maxLength: 3 }),
    ),
    run_id: or(known.run_id),
    run_uuid: or(known.run_id),
    run_ids: fc.oneof(
      { weight: 4, arbitrary: fc.constant([known.run_id]) },
      fc.array(nasty, { maxLength: 3 }),
    ),
    source_run_id: or(known.run_id),
    name: or(known.name, "m", "n"),
    new_name: or(known.name, "m"),
    experiment_name: or("Default", "n"),
    version: or(known.version, 1, "01"),
    model_id: or(known.model_id),
    key: or("k", "loss", "lr"),
    value: or("v", 1),
    metric_key: or("loss"),
    alias: or("champion", "v1", "latest"),
    stage: or("Production", "Staging", "None"),
    stages: fc.array(nasty, { maxLength: 2 }),
    status: or("FINISHED", "RUNNING", 3, "READY", 2),
    source: or("s3://b/m", `runs:/${known.run_id}/model`, `models:/${known.model_id}`, "mlflow-artifacts:/x"),
    path: or("", "a", "a/b", "model"),
    filter,
    filter_string: filter,
    order_by: fc.oneof(
      fc.array(order, { maxLength: 3 }),
      fc.array(fc.record({ field_name: order, ascending: fc.boolean() }), { maxLength: 2 }),
    ),
    max_results: or(1, 10, 1000, "5"),
    page_token: or("", "eyJhIjoxfQ=="),
    start_time: or(1, 1.7e12),
    end_time: or(2, 1.8e12),
    timestamp: or(1, 1.7e12),
    step: or(0, 1),
    start_step: or(0),
    end_step: or(9),
    view_type: or("ACTIVE_ONLY", "ALL"),
    run_view_type: or("ACTIVE_ONLY", 2),
    lifecycle_stage: or("active"),
    tags: fc.array(tag, { maxLength: 3 }),
    params: fc.array(tag, { maxLength: 3 }),
    metrics: fc.array(metric, { maxLength: 3 }),
    datasets: fc.oneof(
      fc.array(dataset, { maxLength: 2 }),
      fc.array(fc.record({ dataset_name: or("users"), dataset_digest: or("d1") }), { maxLength: 2 }),
    ),
    models: fc.array(fc.record({ model_id: or(known.model_id), step: or(0) }), { maxLength: 2 }),
    model_json: or(
      JSON.stringify({ artifact_path: "m", flavors: {}, utc_time_created: "now", run_id: known.run_id }),
      "{}",
      "[]",
      '{"artifact_path":1}',
    ),
    model_type: or("Agent"),
    artifact_location: or("s3://b/x", "", "file:///tmp"),
    num_parts: or(1, 3),
    parts: fc.array(fc.record({ part_number: or(1), etag: or(`sha256:${"0".repeat(64)}`), url: or("") }), {
      maxLength: 2,
    }),
    upload_id: or("u"),
    description: or("d"),
    archive_existing_versions: fc.boolean(),
    tag_key: or("k"),
    key_values: value,
  };
}

/** Requests to every address of MLflow's, most of them nearly what a client sends. */
export function mlflowRequest(known: Known): Arbitrary<Request> {
  const all = fc.record(fields(known), { requiredKeys: [] });
  const said = fc.oneof({ weight: 3, arbitrary: all }, { weight: 2, arbitrary: spoilt(all) }, value);
  const segment = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(known.run_id, known.model_id, "a", "a/b.txt", "1", "k") },
    encoded,
  );
  return fc.constantFrom(...MLFLOW_ROUTES).chain((route) => {
    const path = fc.array(segment, { minLength: 3, maxLength: 3 }).map((segments) => {
      let next = 0;
      return route.url.replace(/\{\w+\}/g, () => segments[next++] ?? "x");
    });
    const inQuery = route.method === "GET" || route.url.endsWith("upload-artifact");
    const query = inQuery ? queryOf(all) : fc.constant("");
    const bytes = fc.uint8Array({ maxLength: 40 }).map((body) => ({ headers: {}, body }));
    const body =
      route.body === undefined
        ? fc.constant({ headers: {} })
        : Array.isArray(route.body)
          ? bytes
          : fc.oneof(
              { weight: 200, arbitrary: sentAs(said) },
              { weight: 1, arbitrary: fc.constant(gzipBomb) },
            );
    return fc
      .tuple(path, query, body, oddHeaders)
      .map(([at, asked, sent, headers]) =>
        requestOf(route.method, asked === "" ? at : `${at}?${asked}`, sent, headers),
      );
  });
}
