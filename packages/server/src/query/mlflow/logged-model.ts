import { BegatError, isObject, type JsonValue, type MetricValue, type NodeId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Node } from "../../store/port/nodes.ts";
import { type KeyValue, pairs, textProp } from "./props.ts";

/** A logged model as MLflow writes it. */
export interface LoggedModel {
  readonly info: {
    readonly model_id: string;
    readonly experiment_id: string;
    readonly name: string;
    readonly creation_timestamp_ms: number;
    readonly last_updated_timestamp_ms: number;
    readonly artifact_uri: string;
    readonly status: string;
    readonly model_type?: string;
    readonly source_run_id?: string;
    readonly tags: readonly KeyValue[];
    readonly registrations: readonly { readonly name: string; readonly version: string }[];
  };
  readonly data: { readonly params: readonly KeyValue[]; readonly metrics: readonly ModelMetric[] };
}

/** A metric of a logged model: the run and the data that it was measured with. */
export interface ModelMetric {
  readonly key: string;
  readonly value: MetricValue;
  readonly timestamp: number;
  readonly step: number;
  readonly run_id: string;
  readonly model_id: string;
  readonly dataset_name?: string;
  readonly dataset_digest?: string;
}

export function toLoggedModel({ props, at }: Node): LoggedModel {
  const created = at === null ? 0 : Date.parse(at);
  const { last_update_time } = props;
  return {
    info: {
      model_id: textProp(props, "model_id") ?? "",
      experiment_id: textProp(props, "experiment_id") ?? "0",
      name: textProp(props, "name") ?? "",
      creation_timestamp_ms: created,
      last_updated_timestamp_ms: typeof last_update_time === "number" ? last_update_time : created,
      artifact_uri: textProp(props, "artifact_uri") ?? "",
      status: `LOGGED_MODEL_${(textProp(props, "status") ?? "pending").toUpperCase()}`,
      ...optional("model_type", textProp(props, "model_type")),
      ...optional("source_run_id", textProp(props, "source_run_id")),
      tags: pairs(props.tags),
      registrations: [],
    },
    data: {
      params: pairs(props.params),
      metrics: membersOf(props.metrics) as unknown as readonly ModelMetric[],
    },
  };
}

function optional(name: string, value: string | undefined): { readonly [name: string]: string } {
  return value === undefined ? {} : { [name]: value };
}

function membersOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isObject(value) ? Object.values(value) : [];
}

/** The nodes of logged models, in the order of their ids. Throws MLflow's `not_found`. */
export async function loggedModelIds(graph: Graph, modelIds: readonly string[]): Promise<readonly NodeId[]> {
  const aliasOf = (id: string) => `mlflow.logged_model:${id}`;
  const known = await graph.resolve(modelIds.map(aliasOf));
  return modelIds.map((id) => {
    const node = known.get(aliasOf(id));
    if (node === undefined) throw unknownModel(id);
    return node;
  });
}

/** A logged model; one that was deleted only when it is asked for. */
export async function loggedModelOf(graph: Graph, modelId: string, allowDeleted: boolean): Promise<Node> {
  const [node] = await graph.nodes(await loggedModelIds(graph, [modelId]));
  if (node === undefined || (node.hidden && !allowDeleted)) throw unknownModel(modelId);
  return node;
}

function unknownModel(modelId: string): BegatError {
  return new BegatError("not_found", `Logged model with ID '${modelId}' not found.`);
}
