import { Readable } from "node:stream";
import Type from "typebox";
import { RunArtifact, RunArtifactList, RunUpload } from "../../../intake/mlflow/artifacts/messages.ts";
import { safePath } from "../../../intake/mlflow/artifacts/path.ts";
import type { Members, Said } from "../../../intake/mlflow/message.ts";
import { invalidParameter } from "../../../intake/mlflow/refusals.ts";
import { type Call, type Route, route } from "../../route.ts";
import { ask } from "../ask.ts";
import { endpoint, fixed } from "../endpoint.ts";
import { type Placed, sendFile } from "./download.ts";
import { BYTES, type Place, storeFile } from "./store-file.ts";

/** The endpoints that read the artifacts of one run. */
export const RUN_FILE_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "GET",
    path: "/mlflow/artifacts/list",
    scope: "read",
    summary: "The files of a run's folder",
    message: RunArtifactList,
    handler: (call, { run_id, path = "" }) => ask(call, "list-run-folder", { run_id, path: safePath(path) }),
  }),
  ...["/get-artifact", "/ajax-api/2.0/mlflow/get-artifact"].map((url) =>
    fixed(url, {
      method: "GET",
      scope: "read",
      summary: "The bytes of a run's file",
      message: RunArtifact,
      handler: getArtifact,
    }),
  ),
  route({
    method: "POST",
    url: "/ajax-api/2.0/mlflow/upload-artifact",
    scope: "write",
    group: "mlflow",
    summary: "Store a file of a run",
    readsQuery: true,
    body: [BYTES],
    answer: Type.Unknown(),
    handler: (call) => uploadArtifact(call as Call),
  }),
];

const MAX_UPLOAD = 10 * 1024 * 1024;

/** What a page uploads; clients use the artifact store itself. */
async function uploadArtifact(call: Call): Promise<object> {
  const { run_uuid = "", path = "" } = RunUpload.read(call.request.query as Members);
  if (run_uuid === "") throw invalidParameter("Request must specify run_uuid.");
  if (path === "") throw invalidParameter("Request must specify path.");
  const at = safePath(path);
  const size = Number(call.request.headers["content-length"] ?? 0);
  if (size > MAX_UPLOAD) throw invalidParameter("Artifact size is too large. Max size is 10MB.");
  if (size === 0 || !(call.body instanceof Readable)) throw invalidParameter("Request must specify data.");
  const place = async () => JSON.parse(await ask(call, "run-place", { run_id: run_uuid, path: at })) as Place;
  return storeFile(call, place, call.body);
}

async function getArtifact(call: Call, said: Said<(typeof RunArtifact)["fields"]>): Promise<unknown> {
  const args = { run_id: said.run_id, path: safePath(said.path) };
  return sendFile(call, JSON.parse(await ask(call, "run-place", args)) as Placed);
}
