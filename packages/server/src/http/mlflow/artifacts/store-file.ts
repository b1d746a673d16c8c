import type { Readable } from "node:stream";
import { type Held, holdArtifact, releaseArtifacts } from "../../../intake/mlflow/artifacts/held.ts";
import { invalidParameter } from "../../../intake/mlflow/refusals.ts";
import type { Call, Media } from "../../route.ts";
import { submit } from "../submit.ts";

export const BYTES: Media = { type: "application/octet-stream", description: "the bytes, of any type" };

/** Where a path leads, and what is there. */
export interface Place {
  readonly holder: string;
  readonly path: string;
  readonly held: readonly (Held & { readonly since: number })[];
}

/** Stores the bytes of a file at its place, where another one makes way for it. */
export async function storeFile(call: Call, find: () => Promise<Place>, bytes: Readable): Promise<object> {
  // Before the bytes are stored: what names no file is refused.
  const { holder, path, held } = await find();
  if (path === "") throw invalidParameter("Invalid path: it names no file");
  const stored = await call.deps.artifacts(call.caller).put(bytes);
  const own = await submit(call, holdArtifact(holder, path, stored, at(path, held)), {}, (error) => error);
  // Another upload may have come in between, by another server too. The ledger has them in order: the last one stays.
  const earlier = at(path, (await find()).held).filter(({ since }) => since < own.seq);
  const released = releaseArtifacts(holder, own.status === "unchanged" ? [] : earlier);
  if (released.length > 0) await submit(call, released, {}, (error) => error);
  return {};
}

function at(path: string, held: Place["held"]): Place["held"] {
  return held.filter((artifact) => artifact.path === path);
}
