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
export async function storeFile(call: Call, find: () => Promise<Place>, bytes: Readable): Promise<object> {
  // Before the bytes are stored: what names no file is refused. What is there is asked again when it is this one's turn.
  const { holder, path } = await find();
  if (path === "") throw invalidParameter("Invalid path: it names no file");
  const stored = await call.deps.artifacts(call.caller).put(bytes);
  await inTurn(`${holder} ${path}`, async () => {
    const before = (await find()).held.filter((artifact) => artifact.path === path);
    await submit(call, holdArtifact(holder, path, stored, before), {}, (error) => error);
  });
  return {};
}

const LAST = new Map<string, Promise<void>>();

/** Does the works of one key one after another, so that each sees what the one before it left. */
async function inTurn(key: string, work: () => Promise<void>): Promise<void> {
  const before = LAST.get(key) ?? Promise.resolve();
  const turn = before.catch(() => undefined).then(work);
  LAST.set(key, turn);
  try {
    await turn;
  } finally {
    if (LAST.get(key) === turn) LAST.delete(key);
  }
}
