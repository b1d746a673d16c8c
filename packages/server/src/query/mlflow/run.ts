import { BegatError, formatId, type MetricValue, MLFLOW_TAGS, type NodeId, parseId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { MetricSummary } from "../../store/port/metrics.ts";
import type { Node } from "../../store/port/nodes.ts";
import { type KeyValue, pairs, textProp } from "./props.ts";
import { experimentIdsOf, inputsOf, outputsOf, type RunInputs, type RunOutputs } from "./run-edges.ts";
import { statusOf } from "./status.ts";

/** A run as MLflow writes it. */
export interface Run {
  readonly info: RunInfo;
  readonly data: {
    readonly metrics: readonly Metric[];
    readonly params: readonly KeyValue[];
    readonly tags: readonly KeyValue[];
  };
  readonly inputs: RunInputs;
  readonly outputs: RunOutputs;
}

export interface RunInfo {
  readonly run_id: string;
  readonly run_uuid: string;
  readonly run_name: string;
  readonly experiment_id: string;
  readonly user_id: string;
  readonly status: string;
  readonly start_time: number;
  readonly end_time?: number;
  readonly artifact_uri: string;
  readonly lifecycle_stage: "active" | "deleted";
}

export interface Metric {
  readonly key: string;
  readonly value: MetricValue;
  readonly timestamp: number;
  readonly step: number;
}

/** Runs with everything that hangs on them, in a few queries however many they are. */
export async function toRuns(graph: Graph, nodes: readonly Node[]): Promise<readonly Run[]> {
  const ids = nodes.map(({ id }) => id);
  const [experiments, inputs, outputs, metrics] = await Promise.all([
    experimentIdsOf(graph, ids),
    inputsOf(graph, ids),
    outputsOf(graph, ids),
    graph.metrics(ids),
  ]);
  return nodes.map((node) => {
    const { id, props } = node;
    return {
      info: runInfo(node, experiments.get(id) as string),
      data: {
        metrics: lastMetrics(metrics.get(id) ?? {}),
        params: pairs(props.params),
        tags: pairs(props.tags),
      },
      inputs: inputs.get(id) as RunInputs,
      outputs: outputs.get(id) as RunOutputs,
    };
  });
}

function runInfo(node: Node, experiment_id: string): RunInfo {
  const { props } = node;
  const run_id = parseId(node.id).name;
  const ended = textProp(props, "ended_at");
  const [user] = pairs(props.tags).filter(({ key }) => key === MLFLOW_TAGS.user);
  return {
    run_id,
    run_uuid: run_id,
    run_name: textProp(props, "name") ?? run_id,
    experiment_id,
    user_id: textProp(props, "user_id") || (user?.value ?? ""),
    status: statusOf(textProp(props, "status"), ended !== undefined),
    start_time: node.at === null ? 0 : Date.parse(node.at),
    ...(ended === undefined ? {} : { end_time: Date.parse(ended) }),
    artifact_uri: textProp(props, "artifact_uri") ?? `mlflow-artifacts:/${experiment_id}/${run_id}/artifacts`,
    lifecycle_stage: node.hidden ? "deleted" : "active",
  };
}

function lastMetrics(metrics: Readonly<Record<string, MetricSummary>>): readonly Metric[] {
  return Object.entries(metrics).map(([key, { last, at, step }]) => ({
    key,
    value: last,
    timestamp: at,
    step,
  }));
}

/** The run of an MLflow id. Throws MLflow's `not_found`; a run that others have only named is none. */
export async function runOf(graph: Graph, runId: string): Promise<Node> {
  const node = (await runsOf(graph, [runId])).get(runId);
  if (node === undefined) throw new BegatError("not_found", `Run with id=${runId} not found`);
  return node;
}

/** The runs of MLflow ids, as far as there are any. */
export async function runsOf(graph: Graph, runIds: readonly string[]): Promise<ReadonlyMap<string, Node>> {
  const nodes = await graph.nodes(runIds.flatMap(idsOf));
  const known = new Map(nodes.filter(({ unresolved }) => !unresolved).map((node) => [node.id, node]));
  return new Map(
    runIds.flatMap((runId) =>
      idsOf(runId).flatMap((id) => {
        const node = known.get(id);
        return node === undefined ? [] : [[runId, node] as const];
      }),
    ),
  );
}

function idsOf(runId: string): readonly NodeId[] {
  try {
    return [formatId({ kind: "Run", name: runId })];
  } catch {
    return [];
  }
}
