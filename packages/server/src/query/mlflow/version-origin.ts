import { BegatError, MLFLOW_TAGS, type NodeId } from "@begat/core";
import type { Graph } from "../../store/port/graph.ts";
import type { QueryContext } from "../context.ts";
import { loggedModelOf } from "./logged-model.ts";
import { pairs, textProp } from "./props.ts";
import type { ModelVersion } from "./registry.ts";
import { downloadUri, latestVersions, modelVersion, versionByAlias } from "./registry-queries.ts";
import { runsOf } from "./run.ts";

/** What a new version is made from. */
export interface Origin {
  readonly logged: NodeId | null;
  /** Where the files of its logged model, of its run or of the version that it copies are. */
  readonly artifact_uri: string | null;
  /** The run that made the logged model, or the version that it copies. */
  readonly run_id: string | null;
  /** The tag of the logged model that lists its registered versions. */
  readonly versions: string | null;
}

const NO_ORIGIN: Origin = { logged: null, artifact_uri: null, run_id: null, versions: null };
const OF_LOGGED_MODEL = /\/models\/(m-[^/]+)\/artifacts\/?$/;
/** `models:/` with a name or id, and of a name its version, stage or alias. */
const MODEL = /^models:\/+([^/@]+)(?:\/([^/@]+)|@([^/]+))?$/;

/** The logged model, the run or the version that a new version is made from, as far as the client names one. */
export async function versionOrigin(
  context: QueryContext,
  {
    source,
    run_id,
    model_id,
  }: { readonly source: string; readonly run_id?: string; readonly model_id?: string },
): Promise<Origin> {
  const graph = await context.graph();
  const [, name = "", version, alias] = MODEL.exec(source) ?? [];
  const isId = name.startsWith("m-") && version === undefined && alias === undefined;
  const modelId = model_id ?? (isId ? name : undefined);
  if (modelId !== undefined) return loggedOrigin(graph, modelId);
  if (alias !== undefined)
    return copied(context, (await versionByAlias(context, { name, alias })).model_version);
  if (version !== undefined) return copied(context, await namedVersion(context, name, version));
  const run = run_id === undefined ? undefined : (await runsOf(graph, [run_id])).get(run_id);
  return { ...NO_ORIGIN, artifact_uri: (run && textProp(run.props, "artifact_uri")) ?? null };
}

/** The version of a number, the newest one of a stage, or the newest of all. */
async function namedVersion(context: QueryContext, name: string, version: string): Promise<ModelVersion> {
  const text = version.toLowerCase();
  if (text === "latest") return (await versionByAlias(context, { name, alias: text })).model_version;
  const { model_versions } = await latestVersions(context, { name, stages: [] });
  const staged = model_versions.find(({ current_stage }) => current_stage.toLowerCase() === text);
  return staged ?? (await modelVersion(context, { name, version })).model_version;
}

async function copied(context: QueryContext, { name, version, run_id }: ModelVersion): Promise<Origin> {
  const { artifact_uri } = await downloadUri(context, { name, version });
  const origin = { ...NO_ORIGIN, artifact_uri, run_id: run_id || null };
  const [, logged] = OF_LOGGED_MODEL.exec(artifact_uri) ?? [];
  if (logged === undefined) return origin;
  return loggedOrigin(await context.graph(), logged).catch((error) => {
    // A version outlives its logged model.
    if (error instanceof BegatError && error.code === "not_found") return origin;
    throw error;
  });
}

async function loggedOrigin(graph: Graph, modelId: string): Promise<Origin> {
  const { id, props } = await loggedModelOf(graph, modelId, false);
  return {
    logged: id,
    artifact_uri: textProp(props, "artifact_uri") ?? null,
    run_id: textProp(props, "source_run_id") ?? null,
    versions: pairs(props.tags).find(({ key }) => key === MLFLOW_TAGS.modelVersions)?.value ?? null,
  };
}
