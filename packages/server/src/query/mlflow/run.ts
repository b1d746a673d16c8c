import { BegatError, formatId, type MetricValue, type NodeId, parseId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { MetricSummary } from "../../store/port/metrics.ts";
import type { Edge, Node } from "../../store/port/nodes.ts";
import { experimentIdOf } from "./experiment.ts";
import { type KeyValue, pairs, textProp } from "./props.ts";
import { describedBy, type RunInputs, type RunOutputs, runInputs, runOutputs } from "./run-edges.ts";
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

/** Inputs of one run, and what it made. */
const EACH = 1_000;

/** Runs with everything that hangs on them, in a few queries however many they are. */
export async function toRuns(graph: Graph, nodes: readonly Node[]): Promise<readonly Run[]> {
  const ids = nodes.map(({ id }) => id);
  const [experiments, read, made, metrics] = await Promise.all([
    graph.edgesOf(ids, "upstream", ["run-of"], 1),
    graph.edgesOf(ids, "upstream", ["used", "trained-on", "evaluated-on"], EACH),
    graph.edgesOf(ids, "downstream", ["produced-by"], EACH),
    graph.metrics(ids),
  ]);
  const others = await graph.nodes([
    ...new Set([
      ...[...experiments.values(), ...read.values()].flat().map(describedBy),
      ...[...made.values()].flat().map(({ from }) => from),
    ]),
  ]);
  const known = new Map(others.map((node) => [node.id, node]));
  return nodes.map((node) => {
    return {
      info: runInfo(node, experimentAmong(experiments.get(node.id) ?? [], known)),
      data: {
        metrics: lastMetrics(metrics.get(node.id) ?? {}),
        params: pairs(node.props.params),
        tags: pairs(node.props.tags),
      },
      inputs: runInputs(read.get(node.id) ?? [], known),
      outputs: runOutputs(made.get(node.id) ?? [], known),
    };
  });
}

function experimentAmong([edge]: readonly Edge[], known: ReadonlyMap<NodeId, Node>): string {
  const experiment = edge === undefined ? undefined : known.get(edge.to);
  return experiment === undefined ? "0" : experimentIdOf(experiment);
}

function runInfo(node: Node, experiment_id: string): RunInfo {
  const { props } = node;
  const run_id = parseId(node.id).name;
  const ended = textProp(props, "ended_at");
  const [user] = pairs(props.tags).filter(({ key }) => key === "mlflow.user");
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
