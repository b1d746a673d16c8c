import { join } from "node:path";
import type { Begat, JobRun, Run } from "@begat/client";
import type { DataFile } from "../files.ts";
import type { StepResult } from "../step.ts";
import { ENCODER } from "./catalog.ts";
import { datasetOf, isTable, tableDataset } from "./datasets.ts";
import { digestOf, signatureFeatures } from "./release.ts";

/** Ids of versions by the role of the file. */
export type Versions = Readonly<Record<string, string>>;

/** Stores and publishes what a step wrote: tables and the encoder as versions, anything else as artifacts. */
export async function recordOutputs(
  begat: Begat,
  execution: JobRun | Run,
  { outputs }: StepResult,
  { folder, sources }: { readonly folder: string; readonly sources: readonly string[] },
): Promise<Versions> {
  const versions: Record<string, string> = {};
  const at = new Date().toISOString();
  for (const [role, file] of Object.entries(outputs)) {
    const path = join(folder, file.path);
    if (isTable(file)) {
      const dataset = { ...tableDataset(role, file, path), derived_from: sources, at };
      versions[role] = (await begat.addDataset(dataset)).id;
    } else if (role === "encoder") versions[role] = await addEncoder(begat, file, path, at);
    else await execution.logArtifact(path, { path: `${role}.json` });
  }
  return versions;
}

/** The versions that an execution of an earlier recording made. */
export async function recallOutputs(begat: Begat, execution: string, result: StepResult): Promise<Versions> {
  const { outputs } = await begat.reproduce(execution);
  return Object.fromEntries(
    Object.entries(result.outputs).flatMap(([role, file]) => {
      const parent = parentOf(role, file);
      const id = outputs.find((output) => parent !== undefined && output.startsWith(`${parent}:`));
      return id === undefined ? [] : [[role, id]];
    }),
  );
}

function parentOf(role: string, file: DataFile): string | undefined {
  if (isTable(file)) return `ds:${datasetOf(role)}`;
  return role === "encoder" ? ENCODER : undefined;
}

async function addEncoder(begat: Begat, file: DataFile, path: string, at: string): Promise<string> {
  await begat.artifacts.put(path);
  const { id } = await begat.publish.modelVersion({
    model: ENCODER,
    digest: digestOf(file),
    features: signatureFeatures,
    artifacts: [{ id: digestOf(file), path: "encoder.json" }],
    at,
  });
  return id;
}
