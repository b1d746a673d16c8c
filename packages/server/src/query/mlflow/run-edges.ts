import { isObject, MLFLOW_TAGS, type NodeId, type Props, parseId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { Edge, Node } from "../../store/port/nodes.ts";
import { experimentIdOf } from "./experiment.ts";
import { type KeyValue, pairs, textProp } from "./props.ts";

export interface RunInputs {
  readonly dataset_inputs: readonly DatasetInput[];
  readonly model_inputs: readonly { readonly model_id: string }[];
}

export interface RunOutputs {
  readonly model_outputs: readonly { readonly model_id: string; readonly step: number }[];
}

export interface DatasetInput {
  readonly tags: readonly KeyValue[];
  readonly dataset: Dataset;
}

export interface Dataset {
  readonly name: string;
  readonly digest: string;
  readonly source_type: string;
  readonly source: string;
  readonly schema?: string;
  readonly profile?: string;
}

const CONTEXTS: Readonly<Record<string, string>> = { "trained-on": "training", "evaluated-on": "evaluation" };

/** Inputs of one run, and what it made. */
const EACH = 1_000;

/** The MLflow id of the experiment of each of some runs. */
export async function experimentIdsOf(
  graph: Graph,
  runs: readonly NodeId[],
): Promise<ReadonlyMap<NodeId, string>> {
  const edges = await graph.edgesOf(runs, "upstream", ["run-of"], 1);
  const known = await knownAmong(
    graph,
    [...edges.values()].flat().map(({ to }) => to),
  );
  return new Map(
    runs.map((run) => {
      const [edge] = edges.get(run) ?? [];
      const experiment = edge === undefined ? undefined : known.get(edge.to);
      return [run, experiment === undefined ? "0" : experimentIdOf(experiment)];
    }),
  );
}

/** What each of some runs read. */
export async function inputsOf(
  graph: Graph,
  runs: readonly NodeId[],
): Promise<ReadonlyMap<NodeId, RunInputs>> {
  const read = await graph.edgesOf(runs, "upstream", ["used", "trained-on", "evaluated-on"], EACH);
  const known = await knownAmong(graph, [...read.values()].flat().map(describedBy));
  return new Map(runs.map((run) => [run, runInputs(read.get(run) ?? [], known)]));
}

/** The logged models that each of some runs made. */
export async function outputsOf(
  graph: Graph,
  runs: readonly NodeId[],
): Promise<ReadonlyMap<NodeId, RunOutputs>> {
  const made = await graph.edgesOf(runs, "downstream", ["produced-by"], EACH);
  const known = await knownAmong(
    graph,
    [...made.values()].flat().map(({ from }) => from),
  );
  return new Map(runs.map((run) => [run, runOutputs(made.get(run) ?? [], known)]));
}

type Known = ReadonlyMap<NodeId, Node>;

async function knownAmong(graph: Graph, ids: readonly NodeId[]): Promise<Known> {
  return new Map((await graph.nodes([...new Set(ids)])).map((node) => [node.id, node]));
}

/** What a run read, of its edges to that. */
function runInputs(edges: readonly Edge[], known: Known): RunInputs {
  const read = edges.flatMap((edge) => {
    const node = known.get(describedBy(edge));
    return node === undefined ? [] : [{ edge, node }];
  });
  return {
    dataset_inputs: read
      .filter(({ node }) => node.kind === "DatasetVersion")
      .map(({ edge, node }) => datasetInput(edge, node)),
    model_inputs: read.flatMap(({ node }) => loggedModel(node)),
  };
}

/** The version whose description an edge to a cause stands by: of a bound read the one that the client described. */
function describedBy({ to, props }: Edge): NodeId {
  return typeof props?.otherwise === "string" ? props.otherwise : to;
}

function loggedModel(node: Node): readonly { readonly model_id: string }[] {
  const model_id = textProp(node.props, "model_id");
  return model_id === undefined ? [] : [{ model_id }];
}

function datasetInput(edge: Edge, node: Node): DatasetInput {
  const tags = pairs(edge.props?.tags);
  const context = CONTEXTS[edge.rel];
  const said = tags.some(({ key }) => key === MLFLOW_TAGS.context);
  return {
    tags: said || context === undefined ? tags : [...tags, { key: MLFLOW_TAGS.context, value: context }],
    dataset: toDataset(node),
  };
}

/** A dataset version as MLflow writes one: as its client did, else from what is known of it. */
function toDataset({ id, props }: Node): Dataset {
  const { name, version = "" } = parseId(id);
  const said = isObject(props.mlflow) ? props.mlflow : {};
  return {
    name: textProp(said, "name") ?? name,
    digest: textProp(said, "digest") ?? version,
    source_type: textProp(said, "source_type") ?? "begat",
    source: textProp(said, "source") ?? textProp(props, "location") ?? id,
    ...optional(said, "schema"),
    ...optional(said, "profile"),
  };
}

function optional(said: Props, name: "schema" | "profile"): { readonly [name: string]: string } {
  const text = textProp(said, name);
  return text === undefined ? {} : { [name]: text };
}

/** The logged models that a run made, of the edges from its effects. */
function runOutputs(edges: readonly Edge[], known: Known): RunOutputs {
  const model_outputs = edges.flatMap(({ from, props }) => {
    const node = known.get(from);
    const step = typeof props?.step === "number" ? props.step : 0;
    return node === undefined ? [] : loggedModel(node).map((model) => ({ ...model, step }));
  });
  return { model_outputs };
}
