import { BegatError, formatId, type NodeId, parseId, versionId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { PointerMove } from "../../store/port/history.ts";
import type { Node } from "../../store/port/nodes.ts";
import { type KeyValue, pairs, textProp } from "./props.ts";

/** A registered model as MLflow writes it. */
export interface RegisteredModel {
  readonly name: string;
  readonly creation_timestamp: number;
  readonly last_updated_timestamp: number;
  readonly description: string;
  readonly tags: readonly KeyValue[];
  readonly latest_versions: readonly ModelVersion[];
  readonly aliases: readonly { readonly alias: string; readonly version: string }[];
}

export interface ModelVersion {
  readonly name: string;
  readonly version: string;
  readonly creation_timestamp: number;
  readonly last_updated_timestamp: number;
  readonly current_stage: string;
  readonly description: string;
  readonly source: string;
  readonly run_id: string;
  readonly run_link: string;
  readonly status: "READY";
  readonly tags: readonly KeyValue[];
  readonly aliases: readonly string[];
  readonly model_id?: string;
}

/** Versions and pointers of one model, and what made one version. */
const MOST_VERSIONS = 10_000;
const MOST_POINTERS = 10_000;
const MAKERS = 10;

/** The MLflow name of a model: its current one, else that of its id. */
function modelNameOf({ id, props }: Node): string {
  return textProp(props, "name") ?? parseId(id).name;
}

/** What MLflow calls a version: `1` for `v1`; a name that a client gave stays as it is. */
function versionOf(id: NodeId): string {
  const { version = "" } = parseId(id);
  return /^v[1-9]\d*$/.test(version) ? version.slice(1) : version;
}

function times({ props, at }: Node) {
  const created = at === null ? 0 : Date.parse(at);
  const { last_update_time } = props;
  return {
    creation_timestamp: created,
    last_updated_timestamp: typeof last_update_time === "number" ? last_update_time : created,
  };
}

function toVersion(
  node: Node,
  name: string,
  aliases: readonly string[],
  run: string | undefined,
): ModelVersion {
  const { props, id } = node;
  const model_id = textProp(props, "logged_model");
  return {
    name,
    version: versionOf(id),
    ...times(node),
    current_stage: textProp(props, "current_stage") ?? "None",
    description: textProp(props, "description") ?? "",
    source: textProp(props, "source") ?? textProp(props, "location") ?? "",
    run_id: textProp(props, "run_id") ?? run ?? "",
    run_link: textProp(props, "run_link") ?? "",
    status: "READY",
    tags: pairs(props.tags),
    aliases,
    ...(model_id === undefined ? {} : { model_id }),
  };
}

/** Versions of one or many models, with what only their models know. */
export async function toVersions(graph: Graph, nodes: readonly Node[]): Promise<readonly ModelVersion[]> {
  const parents = [...new Set(nodes.map(({ id }) => parentId(id)))];
  const [models, moves, made] = await Promise.all([
    graph.nodes(parents),
    pointersOf(graph, parents),
    graph.edgesOf(
      nodes.map(({ id }) => id),
      "upstream",
      ["produced-by"],
      MAKERS,
    ),
  ]);
  const names = new Map(models.map((model) => [model.id, modelNameOf(model)]));
  const runs = new Map(
    [...made.values()]
      .flat()
      .filter(({ to }) => to.startsWith("run:"))
      .map(({ from, to }) => [from, parseId(to).name]),
  );
  return nodes.map((node) => {
    const parent = parentId(node.id);
    const aliases = (moves.get(parent) ?? []).filter(({ to }) => to === node.id).map(({ name }) => name);
    return toVersion(node, names.get(parent) ?? parseId(node.id).name, aliases, runs.get(node.id));
  });
}

function parentId(id: NodeId): NodeId {
  return formatId({ kind: "Model", name: parseId(id).name });
}

/** Where the pointers of models stand, apart from the one that the ledger moves. */
async function pointersOf(
  graph: Graph,
  models: readonly NodeId[],
): Promise<ReadonlyMap<NodeId, readonly PointerMove[]>> {
  const held = await graph.heldPointers(models, MOST_POINTERS);
  return new Map([...held].map(([id, moves]) => [id, moves.filter(({ name }) => name !== "latest")]));
}

/** Registered models with the newest version of each stage. */
export async function toModels(graph: Graph, nodes: readonly Node[]): Promise<readonly RegisteredModel[]> {
  const ids = nodes.map(({ id }) => id);
  const [newest, moves] = await Promise.all([
    graph.newestVersions(ids, "current_stage", MOST_VERSIONS),
    pointersOf(graph, ids),
  ]);
  const versions = await graph.nodes([...newest.values()].flat());
  const latest = await toVersions(graph, newestOfStages(versions));
  return nodes.map((node) => {
    const name = modelNameOf(node);
    return {
      name,
      ...times(node),
      description: textProp(node.props, "description") ?? "",
      tags: pairs(node.props.tags),
      latest_versions: latest.filter((version) => version.name === name),
      aliases: (moves.get(node.id) ?? []).map((move) => ({ alias: move.name, version: versionOf(move.to) })),
    };
  });
}

/** The newest version of each model and stage. */
function newestOfStages(versions: readonly Node[]): readonly Node[] {
  const newest = new Map<string, Node>();
  for (const version of versions) {
    const key = `${parentId(version.id)} ${textProp(version.props, "current_stage") ?? "None"}`;
    const known = newest.get(key);
    if (known === undefined || number(version) >= number(known)) newest.set(key, version);
  }
  return [...newest.values()];
}

function number({ id, created_seq }: Node): number {
  const version = Number(versionOf(id));
  return Number.isInteger(version) ? version : created_seq;
}

/** The model of a name: the one that has it now, else one that was never registered under another. Throws `not_found`. */
export async function modelOf(graph: Graph, name: string): Promise<Node> {
  const named = await graph.resolve([`mlflow.registered_model:${name}`]);
  const ids = [...named.values(), ...idOf(name)];
  const found = (await graph.nodes(ids)).find((node) => isRegistered(node) && modelNameOf(node) === name);
  if (found === undefined) throw new BegatError("not_found", `Registered Model with name=${name} not found`);
  return found;
}

function isRegistered({ hidden, props }: Node): boolean {
  return !hidden && props.logged !== true;
}

function idOf(name: string): readonly NodeId[] {
  try {
    return [formatId({ kind: "Model", name })];
  } catch {
    return [];
  }
}

/** A version of a registered model that is not deleted. Throws MLflow's `not_found`. */
export async function modelVersionOf(graph: Graph, name: string, version: string): Promise<Node> {
  const model = await modelOf(graph, name);
  const spellings = /^\d+$/.test(version) ? [`v${Number(version)}`, version] : [version];
  const found = (await graph.nodes(spellings.map((text) => versionId(model.id, text)))).find(
    ({ hidden }) => !hidden,
  );
  if (found === undefined)
    throw new BegatError("not_found", `Model Version (name=${name}, version=${version}) not found`);
  return found;
}
