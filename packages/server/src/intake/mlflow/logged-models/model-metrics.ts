import type { Assertion, JsonValue, NodeId } from "@begat/core";
import type { MetricMessage } from "../tracking/batch.ts";

/** The last metrics of logged models, as far as a run logged them in the name of one. `nodes` are by MLflow id. */
export function modelMetrics(
  runId: string,
  metrics: readonly MetricMessage[],
  nodes: ReadonlyMap<string, NodeId>,
): readonly Assertion[] {
  const props = new Map<NodeId, Record<string, JsonValue>>();
  for (const metric of metrics) {
    const node = metric.model_id === undefined ? undefined : nodes.get(metric.model_id);
    if (node === undefined) continue;
    const known = props.get(node) ?? { metrics: {} };
    props.set(node, known);
    Object.assign(known, searched(metric));
    Object.assign(known.metrics as object, kept(runId, metric));
  }
  return [...props].map(([id, members]) => ({ assert: "node", id, props: members }));
}

/** What filters and orders look at: the last value, and the last on the data. */
function searched({ key, value, dataset_name, dataset_digest }: MetricMessage): Record<string, JsonValue> {
  if (!dataset_name) return { [`metric:${key}`]: value };
  const named = `metric:${key}:${dataset_name}`;
  return {
    [`metric:${key}`]: value,
    [named]: value,
    [`measured_on:${dataset_name}`]: true,
    ...(dataset_digest
      ? { [`${named}:${dataset_digest}`]: value, [`measured_on:${dataset_name}:${dataset_digest}`]: true }
      : {}),
  };
}

function kept(
  run_id: string,
  { key, value, timestamp, step = 0, ...metric }: MetricMessage,
): Record<string, JsonValue> {
  const { model_id = "", dataset_name, dataset_digest } = metric;
  const name = [key, run_id, dataset_name ?? "", dataset_digest ?? ""].join(" ");
  return {
    [name]: {
      key,
      value,
      timestamp,
      step,
      run_id,
      model_id,
      ...(dataset_name ? { dataset_name } : {}),
      ...(dataset_digest ? { dataset_digest } : {}),
    },
  };
}
