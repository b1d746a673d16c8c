import { RunArtifact, RunArtifactList } from "../../../intake/mlflow/artifacts/messages.ts";
import { safePath } from "../../../intake/mlflow/artifacts/path.ts";
import type { Said } from "../../../intake/mlflow/message.ts";
import type { Call, Route } from "../../route.ts";
import { ask } from "../ask.ts";
import { endpoint, fixed } from "../endpoint.ts";
import { type Placed, sendFile } from "./download.ts";

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
];

async function getArtifact(call: Call, said: Said<(typeof RunArtifact)["fields"]>): Promise<unknown> {
  const args = { run_id: said.run_id, path: safePath(said.path) };
  return sendFile(call, JSON.parse(await ask(call, "run-place", args)) as Placed);
}
