import type { Assertion, NodeId } from "@begat/core";
import { modelMetrics } from "../../../intake/mlflow/logged-models/model-metrics.ts";
import type { Said } from "../../../intake/mlflow/message.ts";
import { runNode } from "../../../intake/mlflow/names.ts";
import { invalidParameter } from "../../../intake/mlflow/refusals.ts";
import {
  type Batch,
  LogBatch,
  LogMetric,
  LogParam,
  logBatch,
} from "../../../intake/mlflow/tracking/batch.ts";
import { LogModel, MODEL_HISTORY, readModel, withModel } from "../../../intake/mlflow/tracking/log-model.ts";
import { RunTag } from "../../../intake/mlflow/tracking/run.ts";
import type { Call, Route } from "../../route.ts";
import { ask } from "../ask.ts";
import { endpoint } from "../endpoint.ts";
import { loggedModelNodes } from "../logged-models/known-model.ts";
import { toldRun } from "./told-run.ts";

const MAX_REQUEST = 1_000_000;

/** The endpoints that log metrics, params and tags. */
export const LOGGING_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/log-batch",
    scope: "write",
    summary: "Log metrics, params and tags of a run at once",
    message: LogBatch,
    handler: (call, said) => {
      checkSize(call);
      return log(call, said);
    },
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/log-metric",
    scope: "write",
    summary: "Log a point of a metric",
    message: LogMetric,
    handler: (call, { run_id, ...metric }) => log(call, { run_id, metrics: [metric], params: [], tags: [] }),
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/log-parameter",
    scope: "write",
    summary: "Log a param",
    message: LogParam,
    handler: (call, { run_id, ...param }) => log(call, { run_id, metrics: [], params: [param], tags: [] }),
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/set-tag",
    scope: "write",
    summary: "Set a tag of a run",
    message: RunTag,
    handler: (call, { run_id, ...tag }) => log(call, { run_id, metrics: [], params: [], tags: [tag] }),
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/log-model",
    scope: "write",
    summary: "Note that a run logged a model",
    message: LogModel,
    handler: noteModel,
  }),
];

/** The models of a run are a list in one of its tags, as MLflow keeps them. */
async function noteModel(
  call: Call,
  { run_id, model_json }: Said<(typeof LogModel)["fields"]>,
): Promise<object> {
  const model = readModel(model_json);
  const { run } = JSON.parse(await ask(call, "run", { run_id })) as RunTags;
  const history = run.data.tags.find(({ key }) => key === MODEL_HISTORY)?.value;
  const id = runNode(run_id);
  const props = { tags: { [MODEL_HISTORY]: withModel(history, model) } };
  await toldRun(call, run_id, id, [{ assert: "node", id, props }]);
  return {};
}

interface RunTags {
  readonly run: {
    readonly data: { readonly tags: readonly { readonly key: string; readonly value: string }[] };
  };
}

async function log(call: Call, batch: Batch): Promise<object> {
  const { node, assertions } = logBatch(batch);
  await toldRun(call, batch.run_id, node, [...assertions, ...(await metricsOfModels(call, batch))]);
  return {};
}

async function metricsOfModels(call: Call, { run_id, metrics }: Batch): Promise<readonly Assertion[]> {
  const ids = [...new Set(metrics.flatMap(({ model_id }) => (model_id ? [model_id] : [])))];
  if (ids.length === 0) return [];
  const nodes = await loggedModelNodes(call, ids);
  return modelMetrics(run_id, metrics, new Map(ids.map((id, index) => [id, nodes[index] as NodeId])));
}

function checkSize({ request }: Call): void {
  const size = Number(request.headers["content-length"] ?? 0);
  if (size <= MAX_REQUEST) return;
  throw invalidParameter(
    `Batched logging API requests must be at most ${MAX_REQUEST} bytes, got a request of size ${size}.`,
  );
}
