import { BegatError, formatId, type NodeId, parseId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Node } from "../../store/port/nodes.ts";
import { type KeyValue, pairs, textProp } from "./props.ts";

/** An experiment as MLflow writes it. */
export interface Experiment {
  readonly experiment_id: string;
  readonly name: string;
  readonly artifact_location: string;
  readonly lifecycle_stage: "active" | "deleted";
  readonly last_update_time: number;
  readonly creation_time: number;
  readonly tags: readonly KeyValue[];
}

export function toExperiment(node: Node): Experiment {
  const experiment_id = experimentIdOf(node);
  const creation_time = node.at === null ? 0 : Date.parse(node.at);
  const { last_update_time } = node.props;
  return {
    experiment_id,
    name: textProp(node.props, "name") ?? parseId(node.id).name,
    artifact_location: textProp(node.props, "artifact_location") ?? `mlflow-artifacts:/${experiment_id}`,
    lifecycle_stage: node.hidden ? "deleted" : "active",
    last_update_time: typeof last_update_time === "number" ? last_update_time : creation_time,
    creation_time,
    tags: pairs(node.props.tags),
  };
}

const DEFAULT_ID = "0";

/** The experiment that MLflow has before anybody made one; it is recorded with the first thing that an MLflow client writes. */
const DEFAULT: Experiment = {
  experiment_id: DEFAULT_ID,
  name: "Default",
  artifact_location: `mlflow-artifacts:/${DEFAULT_ID}`,
  lifecycle_stage: "active",
  last_update_time: 0,
  creation_time: 0,
  tags: [],
};

/** The default experiment while it is not recorded. */
export async function unrecordedDefault(graph: Graph): Promise<Experiment | undefined> {
  const recorded = await graph.resolve([
    `mlflow.experiment:${DEFAULT_ID}`,
    formatId({ kind: "Experiment", name: DEFAULT.name }),
  ]);
  return recorded.size === 0 ? DEFAULT : undefined;
}

/** The MLflow id of an experiment: the one it was given, else its name. */
export function experimentIdOf(node: Node): string {
  return textProp(node.props, "experiment_id") ?? parseId(node.id).name;
}

/** The nodes of MLflow experiment ids, or of the names of experiments that have no such id. */
export async function experimentNodes(
  graph: Graph,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NodeId>> {
  const spellings = ids.flatMap((id) => [[id, `mlflow.experiment:${id}`] as const, ...byName(id)]);
  const known = await graph.resolve(spellings.map(([, text]) => text));
  const nodes = new Map<string, NodeId>();
  for (const [id, text] of spellings) {
    const node = known.get(text);
    if (node !== undefined && !nodes.has(id)) nodes.set(id, node);
  }
  return nodes;
}

function byName(id: string): readonly (readonly [id: string, text: string])[] {
  try {
    return [[id, formatId({ kind: "Experiment", name: id })]];
  } catch {
    return [];
  }
}

/** The experiment of an MLflow id. Throws MLflow's `not_found`. */
export async function experimentOf(graph: Graph, id: string): Promise<Node> {
  const node = (await experimentNodes(graph, [id])).get(id);
  const [found] = node === undefined ? [] : await graph.nodes([node]);
  if (found === undefined) throw new BegatError("not_found", `No Experiment with id=${id} exists`);
  return found;
}
