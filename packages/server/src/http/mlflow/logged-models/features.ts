import type { Assertion, NodeId } from "@begat/core";
import { parseDigest } from "../../../artifacts/digest.ts";
import {
  MAX_MODEL_FILE,
  readModelFile,
  usesFeatures,
} from "../../../intake/mlflow/logged-models/signature.ts";
import { proxiedPath } from "../../../query/mlflow/proxied-path.ts";
import type { Call } from "../../route.ts";
import { ask } from "../ask.ts";

interface Placed {
  readonly held: readonly { readonly path: string; readonly id: string }[];
  readonly path: string;
}

/** The features that a model uses: the columns of its signature, in the data of its run. None where either is unknown. */
export async function featuresOf(
  call: Call,
  model: NodeId,
  artifactUri: string,
): Promise<readonly Assertion[]> {
  const { run_id, columns } = await modelFile(call, artifactUri);
  if (run_id === undefined || columns.length === 0) return [];
  const dataset = JSON.parse(
    await ask(call, "training-dataset", { run_id }).catch(() => "null"),
  ) as NodeId | null;
  return dataset === null ? [] : usesFeatures(model, dataset, columns);
}

async function modelFile(call: Call, artifactUri: string) {
  const folder = proxiedPath(artifactUri);
  if (folder === undefined) return readModelFile("");
  const path = `${folder}/MLmodel`;
  const { held, path: at } = JSON.parse(await ask(call, "place", { path, limit: 1 })) as Placed;
  const file = held.find((artifact) => artifact.path === at);
  if (file === undefined) return readModelFile("");
  const { stream } = await call.deps.artifacts(call.caller).open(parseDigest(file.id, "artifact"));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > MAX_MODEL_FILE) return readModelFile("");
  }
  return readModelFile(Buffer.concat(chunks).toString());
}
