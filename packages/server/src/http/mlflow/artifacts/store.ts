import { Readable } from "node:stream";
import Type from "typebox";
import { type Held, holdArtifact, releaseArtifacts } from "../../../intake/mlflow/artifacts/held.ts";
import { ArtifactList } from "../../../intake/mlflow/artifacts/messages.ts";
import { safePath } from "../../../intake/mlflow/artifacts/path.ts";
import { invalidParameter } from "../../../intake/mlflow/refusals.ts";
import type { Call, Media, Route } from "../../route.ts";
import { ask } from "../ask.ts";
import { endpoint, surfaces } from "../endpoint.ts";
import { submit } from "../submit.ts";
import { sendFile } from "./download.ts";

const FILES = "/mlflow-artifacts/artifacts";
const BYTES: Media = { type: "application/octet-stream", description: "the bytes, of any type" };

/** The endpoints of MLflow's artifact store: files by path, their bytes kept by hash. */
export const STORE_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "GET",
    path: FILES,
    scope: "read",
    summary: "The files of a folder",
    message: ArtifactList,
    handler: (call, { path = "" }) => ask(call, "list-folder", { path: safePath(path) }),
  }),
  ...surfaces({
    method: "GET",
    path: `${FILES}/{path}`,
    scope: "read",
    summary: "The bytes of a file",
    answer: BYTES,
    handler: async (call) => sendFile(call, await placeOf(call, 1)),
  }),
  ...surfaces({
    method: "PUT",
    path: `${FILES}/{path}`,
    scope: "write",
    summary: "Store a file",
    body: [BYTES],
    answer: Type.Unknown(),
    handler: upload,
  }),
  ...surfaces({
    method: "DELETE",
    path: `${FILES}/{path}`,
    scope: "write",
    summary: "Remove a file or a folder; the past keeps it",
    answer: Type.Unknown(),
    handler: remove,
  }),
];

interface PlaceAnswer {
  readonly holder: string;
  readonly path: string;
  readonly held: readonly Held[];
}

/** Where the path of a request leads; `limit` of 1 is for the file itself, which comes before what is below it. */
async function placeOf(call: Call, limit?: number): Promise<PlaceAnswer> {
  const path = safePath(call.id);
  return JSON.parse(
    await ask(call, "place", limit === undefined ? { path } : { path, limit }),
  ) as PlaceAnswer;
}

async function upload(call: Call): Promise<object> {
  const { holder, path, held } = await placeOf(call, 1);
  if (path === "") throw invalidParameter("Invalid path: it names no file");
  const bytes = call.body instanceof Readable ? call.body : Readable.from([]);
  const stored = await call.deps.artifacts(call.caller).put(bytes);
  const before = held.filter((artifact) => artifact.path === path);
  await submit(call, holdArtifact(holder, path, stored, before), {}, (error) => error);
  return {};
}

async function remove(call: Call): Promise<object> {
  const { holder, held } = await placeOf(call);
  const released = releaseArtifacts(holder, held);
  if (released.length > 0) await submit(call, released, {}, (error) => error);
  return {};
}
