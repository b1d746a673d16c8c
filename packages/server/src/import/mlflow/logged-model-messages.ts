import { type JsonValue, type NodeId, parentOf, parseId } from "@begat/core";
import {
  LOGGED_MODEL,
  madeBy,
  modelFolder,
  statusProp,
} from "../../intake/mlflow/logged-models/logged-model.ts";
import { modelMetrics } from "../../intake/mlflow/logged-models/model-metrics.ts";
import { type Finding, left, message } from "../importer.ts";
import type { Kept } from "./artifacts.ts";
import { runId } from "./ids.ts";
import { edgeMessages } from "./input-messages.ts";
import { featureMessages, type Signature } from "./signature.ts";
import type { MlflowLoggedModel, MlflowModelMetric, MlflowRun } from "./store.ts";

/** A logged model as the record has it, as far as others lead to it. */
export interface CarriedModel {
  readonly node: NodeId;
  /** Where its files are for MLflow's clients of this record. */
  readonly files: string;
  readonly sourceRun: string | undefined;
  readonly signature: Signature | undefined;
}

const METRICS_AT_ONCE = 100;

/** What a logged model becomes; `number` is the id of its experiment for MLflow's clients. */
export function carriedAs(
  { id, sourceRun }: MlflowLoggedModel,
  node: NodeId,
  number: string,
  signature: Signature | undefined,
): CarriedModel {
  return { node, files: modelFolder(`mlflow-artifacts:/${number}`, id), sourceRun, signature };
}

/** What the MLflow wire would say of a logged model, as native messages. */
export function* loggedModelMessages(
  model: MlflowLoggedModel,
  { node, files, sourceRun, signature }: CarriedModel,
  number: string,
  artifacts: readonly Kept[],
): Generator<Finding> {
  const place = `logged model ${model.id}`;
  yield message(place, "model-version", {
    id: node,
    tags: model.tags,
    props: propsOf(model, files, number),
    produced_by: sourceRun === undefined ? undefined : runId(sourceRun),
    artifacts: artifacts.length === 0 ? undefined : artifacts,
    at: model.createdAt,
  });
  // Not among the registered models: nobody has registered it.
  yield message(place, "node", { id: parentOf(parseId(node)), props: { logged: true } });
  yield message(place, "alias", { scheme: LOGGED_MODEL, value: model.id, of: node });
  yield* featureMessages(place, node, signature);
  for (const props of metricsOf(model, node)) yield message(place, "model-version", { id: node, props });
  if (model.deleted) yield message(place, "hide", { id: node, hidden: true });
  if (model.statusMessage) yield left(place, `not carried: "${model.statusMessage}", which its status says`);
}

/** The logged models that a run made and read. */
export function* linkMessages(
  { id, outputs, modelInputs }: Pick<MlflowRun, "id" | "outputs" | "modelInputs">,
  models: ReadonlyMap<string, CarriedModel>,
): Generator<Finding> {
  const place = `run ${id}`;
  for (const { model, step } of outputs) {
    const node = models.get(model)?.node;
    if (node === undefined) yield left(place, `it made the logged model ${model}, which is not there`);
    else yield* edgeMessages(place, [madeBy(node, id, step)]);
  }
  for (const model of modelInputs) {
    const to = models.get(model)?.node;
    if (to === undefined) yield left(place, `it read the logged model ${model}, which is not there`);
    else yield message(place, "edge", { from: runId(id), rel: "used", to });
  }
}

function propsOf(model: MlflowLoggedModel, files: string, number: string): Record<string, JsonValue> {
  const { id, name, status, type, sourceRun, updatedAt, params } = model;
  return {
    name,
    model_id: id,
    experiment_id: number,
    status: statusProp(status),
    artifact_uri: files,
    ...(updatedAt !== undefined && { last_update_time: updatedAt }),
    ...(type && { model_type: type }),
    ...(sourceRun !== undefined && { source_run_id: sourceRun }),
    ...(Object.keys(params).length > 0 && { params }),
  };
}

/** The metrics in the order that they were measured in, so that the last one counts; in pieces. */
function* metricsOf({ id, metrics }: MlflowLoggedModel, node: NodeId): Generator<Record<string, JsonValue>> {
  const nodes = new Map([[id, node]]);
  const ordered = [...metrics].sort((a, b) => a.at - b.at || a.step - b.step);
  for (let from = 0; from < ordered.length; from += METRICS_AT_ONCE) {
    const piece: Record<string, JsonValue> = {};
    const kept: Record<string, JsonValue> = {};
    for (const metric of ordered.slice(from, from + METRICS_AT_ONCE)) {
      for (const said of modelMetrics(metric.runId, [asLogged(metric, id)], nodes)) {
        if (said.assert !== "node") continue;
        Object.assign(kept, said.props.metrics);
        Object.assign(piece, said.props);
      }
    }
    yield { ...piece, metrics: kept };
  }
}

function asLogged(
  { name, value, at, step, datasetName, datasetDigest }: MlflowModelMetric,
  model_id: string,
) {
  const data = { dataset_name: datasetName, dataset_digest: datasetDigest };
  return { key: name, value, timestamp: at, step, model_id, ...data };
}
