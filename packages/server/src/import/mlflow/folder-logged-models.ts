import { basename } from "node:path";
import { invalid } from "@begat/core";
import { pointOf } from "./folder-point.ts";
import { statusOf } from "./logged-model-status.ts";
import type { MetaFolders } from "./meta-folders.ts";
import type { MlflowLoggedModel, MlflowModelMetric } from "./store.ts";

/** A logged model out of its folder. */
export async function loggedModelOf(
  folders: MetaFolders,
  folder: string,
  experimentId: string,
): Promise<MlflowLoggedModel> {
  const meta = await folders.meta(folder);
  return {
    id: basename(folder),
    name: meta.get("name").label() ?? "",
    experimentId,
    status: statusOf(meta.get("status")),
    statusMessage: meta.get("status_message").label() || undefined,
    type: meta.get("model_type").label() || undefined,
    sourceRun: meta.get("source_run_id").label() || undefined,
    artifactUri: meta.get("artifact_location").text(),
    createdAt: meta.get("creation_timestamp").number(),
    updatedAt: meta.get("last_updated_timestamp").number(),
    deleted: meta.get("lifecycle_stage").text() === "deleted",
    params: await folders.labels(`${folder}/params`),
    tags: await folders.labels(`${folder}/tags`),
    metrics: await metricsOf(folders, `${folder}/metrics`),
  };
}

async function metricsOf(folders: MetaFolders, folder: string): Promise<readonly MlflowModelMetric[]> {
  const metrics: MlflowModelMetric[] = [];
  for (const name of await folders.names(folder)) {
    const file = `${folder}/${name}`;
    for await (const line of folders.lines(file)) metrics.push(metricOf(line, name, file));
  }
  return metrics;
}

/** A line of a logged model's metric: a point, the run that measured it and the dataset that it measured it on. */
function metricOf(line: string, name: string, file: string): MlflowModelMetric {
  const point = pointOf(line, name, file);
  const [runId, datasetName, datasetDigest] = line.trim().split(" ").slice(3);
  if (runId === undefined) throw invalid(file, `"${line.slice(0, 80)}" names no run`);
  return { ...point, runId, datasetName, datasetDigest };
}
