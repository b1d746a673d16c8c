import type { Readable } from "node:stream";
import { type Held, holdArtifact } from "../../../intake/mlflow/artifacts/held.ts";
import { invalidParameter } from "../../../intake/mlflow/refusals.ts";
import type { Call, Media } from "../../route.ts";
import { submit } from "../submit.ts";

export const BYTES: Media = { type: "application/octet-stream", description: "the bytes, of any type" };

/** Where a path leads, and what is there. */
export interface Place {
  readonly holder: string;
  readonly path: string;
  readonly held: readonly Held[];
}

/** Stores the bytes of a file at its place, where another one makes way for it. */
export async function storeFile(call: Call, { holder, path, held }: Place, bytes: Readable): Promise<object> {
  if (path === "") throw invalidParameter("Invalid path: it names no file");
  const stored = await call.deps.artifacts(call.caller).put(bytes);
  const before = held.filter((artifact) => artifact.path === path);
  await submit(call, holdArtifact(holder, path, stored, before), {}, (error) => error);
  return {};
}
