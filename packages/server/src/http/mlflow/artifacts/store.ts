import { Readable } from "node:stream";
import Type from "typebox";
import { releaseArtifacts } from "../../../intake/mlflow/artifacts/held.ts";
import { ArtifactList } from "../../../intake/mlflow/artifacts/messages.ts";
import { safePath } from "../../../intake/mlflow/artifacts/path.ts";
import type { Call, Route } from "../../route.ts";
import { ask, tell } from "../ask.ts";
import { endpoint, surfaces } from "../endpoint.ts";
import { submit } from "../submit.ts";
import { sendFile } from "./download.ts";
import { BYTES, type Place, storeFile } from "./store-file.ts";

const FILES = "/mlflow-artifacts/artifacts";

/** The endpoints of MLflow's artifact store: files by path, their bytes kept by hash. */
export const STORE_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "GET",
    path: FILES,
    scope: "read",
    summary: "The files of a folder",
    message: ArtifactList,
    handler: (call, { path = "" }) => tell(call, "list-folder", { path: safePath(path) }),
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

/** Where the path of a request leads; `limit` of 1 is for the file itself, which comes before what is below it. */
async function placeOf(call: Call, limit?: number): Promise<Place> {
  const path = safePath(call.id);
  return JSON.parse(await ask(call, "place", limit === undefined ? { path } : { path, limit })) as Place;
}

async function upload(call: Call): Promise<object> {
  const bytes = call.body instanceof Readable ? call.body : Readable.from([]);
  return storeFile(call, () => placeOf(call), bytes);
}

async function remove(call: Call): Promise<object> {
  const { holder, held } = await placeOf(call);
  const released = releaseArtifacts(holder, held);
  if (released.length > 0) await submit(call, released, {}, (error) => error);
  return {};
}
