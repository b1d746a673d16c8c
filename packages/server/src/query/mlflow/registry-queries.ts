import { BegatError, type Filter, type NodeId, parseId, versionNumber } from "@begat/core";
import type { Node } from "../../store/port/nodes.ts";
import type { QueryContext } from "../context.ts";
import { MOST_FILES, type Place, place, runPlace } from "./artifacts.ts";
import { allOf, field } from "./filter/subject.ts";
import { textProp } from "./props.ts";
import { proxiedPath } from "./proxied-path.ts";
import {
  type ModelVersion,
  modelOf,
  modelVersionOf,
  type RegisteredModel,
  toModels,
  toVersions,
} from "./registry.ts";
import { isVersionOf } from "./registry-search.ts";
import { runAddress } from "./run-address.ts";
import { NOWHERE } from "./terms.ts";

/** As many as one change may say something of. */
const MOST_VERSIONS = 40_000;
/** The greatest number is among the versions that were recorded last. */
const LAST_VERSIONS = 1_000;

/** The greatest number that a version can have: fifteen digits. */
const LAST_NUMBER = 999_999_999_999_999;

interface ModelArgs {
  readonly name: string;
}

interface VersionArgs extends ModelArgs {
  readonly version: string;
}

/** The node of a registered model as it is now. */
export async function modelNode(context: QueryContext, { name }: ModelArgs): Promise<Node> {
  return modelOf(await context.graph(), name);
}

/** The node of a registered model, and the number of its next version: numbers of deleted ones are not used again. */
export async function nextVersion(
  context: QueryContext,
  { name }: ModelArgs,
): Promise<{ readonly model: NodeId; readonly number: number }> {
  const graph = await context.graph();
  const { id } = await modelOf(graph, name);
  const recorded = await graph.edgesOf([id], "downstream", ["version-of"], LAST_VERSIONS);
  const numbers = (recorded.get(id) ?? []).map(({ from }) => versionNumber(parseId(from).version ?? "") ?? 0);
  const newest = numbers.reduce((most, number) => Math.max(most, number), 0);
  if (newest === LAST_NUMBER)
    throw new BegatError(
      "invalid",
      `Registered Model with name=${name} has version ${newest}, and there is no number after it: register the model under another name`,
    );
  return { model: id, number: newest + 1 };
}

/** The node of a version of a registered model as it is now. */
export async function versionNode(context: QueryContext, { name, version }: VersionArgs): Promise<Node> {
  return modelVersionOf(await context.graph(), name, version);
}

export async function registeredModel(
  context: QueryContext,
  { name }: ModelArgs,
): Promise<{ readonly registered_model: RegisteredModel }> {
  const graph = await context.graph();
  const [model] = await toModels(graph, [await modelOf(graph, name)]);
  return { registered_model: model as RegisteredModel };
}

export async function latestVersions(
  context: QueryContext,
  { name, stages }: ModelArgs & { readonly stages: readonly string[] },
): Promise<{ readonly model_versions: readonly ModelVersion[] }> {
  const { registered_model } = await registeredModel(context, { name });
  const wanted = registered_model.latest_versions.filter(
    ({ current_stage }) => stages.length === 0 || stages.includes(current_stage),
  );
  return { model_versions: wanted };
}

export async function modelVersion(
  context: QueryContext,
  args: VersionArgs,
): Promise<{ readonly model_version: ModelVersion }> {
  const graph = await context.graph();
  const [version] = await toVersions(graph, [await modelVersionOf(graph, args.name, args.version)]);
  return { model_version: version as ModelVersion };
}

export async function versionByAlias(
  context: QueryContext,
  { name, alias }: ModelArgs & { readonly alias: string },
): Promise<{ readonly model_version: ModelVersion }> {
  if (alias.toLowerCase() === "latest") return newestVersion(context, name);
  const graph = await context.graph();
  const model = await modelOf(graph, name);
  const id = (await graph.resolve([`${model.id}@${alias}`])).get(`${model.id}@${alias}`);
  const nodes = id === undefined ? [] : await graph.nodes([id]);
  const [version] = await toVersions(
    graph,
    nodes.filter(({ hidden }) => !hidden),
  );
  if (version !== undefined) return { model_version: version };
  throw new BegatError("invalid", `Registered model alias ${alias} not found.`);
}

/** What `latest` stands for, which nobody can set: the version with the greatest number, whatever its stage. */
async function newestVersion(
  context: QueryContext,
  name: string,
): Promise<{ readonly model_version: ModelVersion }> {
  const { model_versions } = await latestVersions(context, { name, stages: [] });
  const model_version = model_versions.toSorted((a, b) => numberOf(b) - numberOf(a))[0];
  if (model_version !== undefined) return { model_version };
  throw new BegatError("not_found", `Latest version not found for model ${name}.`);
}

/** A version that a client named without a number comes before all others. */
function numberOf({ version }: ModelVersion): number {
  return Number(version) || 0;
}

/** Where the files of a version are. */
export async function downloadUri(
  context: QueryContext,
  { name, version }: VersionArgs,
): Promise<{ readonly artifact_uri: string }> {
  const { props } = await versionNode(context, { name, version });
  return {
    artifact_uri:
      textProp(props, "storage_location") ?? textProp(props, "source") ?? textProp(props, "location") ?? "",
  };
}

/** The place of a path among the files of a version. */
export async function versionPlace(
  context: QueryContext,
  { path, ...version }: VersionArgs & { readonly path: string },
): Promise<Place> {
  const { artifact_uri } = await downloadUri(context, version);
  const folder = proxiedPath(artifact_uri);
  if (folder !== undefined) return place(context, { path: `${folder}/${path}` });
  const origin = runAddress(artifact_uri);
  if (origin !== undefined)
    return runPlace(context, { run_id: origin.run, path: origin.path ? `${origin.path}/${path}` : path });
  const node = await versionNode(context, version);
  return { holder: node.id, path, held: await (await context.graph()).artifacts(node.id, path, MOST_FILES) };
}

/** The versions of a registered model that are not deleted. */
export async function versionsOf(context: QueryContext, { name }: ModelArgs): Promise<readonly NodeId[]> {
  return versionsThat(context, name, []);
}

/** The other versions of a model that stand at a stage. */
export async function versionSiblings(
  context: QueryContext,
  { name, version, stage }: VersionArgs & { readonly stage: string },
): Promise<readonly NodeId[]> {
  const own = await versionNode(context, { name, version });
  const isThere: Filter = {
    kind: "compare",
    field: field("props", "current_stage"),
    op: "=",
    value: stage,
    span: NOWHERE,
  };
  return (await versionsThat(context, name, [isThere])).filter((id) => id !== own.id);
}

async function versionsThat(
  context: QueryContext,
  name: string,
  conditions: readonly Filter[],
): Promise<readonly NodeId[]> {
  const graph = await context.graph();
  const { id } = await modelOf(graph, name);
  const filter = allOf([isVersionOf(id), ...conditions]) as Filter;
  const find = { kind: "ModelVersion", filter, orderBy: [], hidden: false } as const;
  const { items } = await graph.find(find, { limit: MOST_VERSIONS + 1 });
  if (items.length <= MOST_VERSIONS) return items.map((version) => version.id);
  throw new BegatError(
    "invalid",
    `Registered Model with name=${name} has more than ${MOST_VERSIONS} such versions, which are not changed at once: delete some of them first`,
  );
}
