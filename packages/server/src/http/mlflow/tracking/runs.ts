import type { Said } from "../../../intake/mlflow/message.ts";
import { runNode } from "../../../intake/mlflow/names.ts";
import { notFound } from "../../../intake/mlflow/refusals.ts";
import { DEFAULT_ID } from "../../../intake/mlflow/tracking/experiment-id.ts";
import {
  CreateRun,
  createRun,
  DeleteRunTag,
  RunId,
  UpdateRun,
  updateRun,
} from "../../../intake/mlflow/tracking/run.ts";
import type { Call, Route } from "../../route.ts";
import { ask, tell } from "../ask.ts";
import { endpoint } from "../endpoint.ts";
import { isHidden, notActive, submit } from "../submit.ts";
import { knownExperiment } from "./known-experiment.ts";
import { toldRun } from "./told-run.ts";

/** The endpoints of runs. */
export const RUN_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/create",
    scope: "write",
    summary: "Begin a run",
    message: CreateRun,
    handler: create,
  }),
  ...endpoint({
    method: "GET",
    path: "/mlflow/runs/get",
    scope: "read",
    summary: "A run with its last metrics, params and tags",
    message: RunId,
    handler: (call, { run_id }) => tell(call, "run", { run_id }),
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/update",
    scope: "write",
    summary: "Set the status, the end or the name of a run",
    message: UpdateRun,
    handler: update,
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/delete",
    scope: "write",
    summary: "Hide a run",
    message: RunId,
    handler: (call, { run_id }) => hide(call, run_id, "hide"),
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/restore",
    scope: "write",
    summary: "Show a hidden run again",
    message: RunId,
    handler: (call, { run_id }) => hide(call, run_id, "unhide"),
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/runs/delete-tag",
    scope: "write",
    summary: "Remove a tag of a run",
    message: DeleteRunTag,
    handler: deleteTag,
  }),
];

async function create(call: Call, said: Said<(typeof CreateRun)["fields"]>): Promise<object> {
  const experiment_id = said.experiment_id || DEFAULT_ID;
  const experiment = await knownExperiment(call, experiment_id);
  const { runId, props, assertions } = createRun(said, experiment.node, experiment.artifactRoot);
  await submit(call, assertions, { live: [experiment.node] }, (error) => {
    return isHidden(error, experiment.node) ? notActive("experiment", experiment_id) : error;
  });
  const { name, user_id, artifact_uri, tags } = props;
  return {
    run: {
      info: {
        run_id: runId,
        run_uuid: runId,
        run_name: name,
        experiment_id: experiment.id,
        user_id,
        status: "RUNNING",
        start_time: said.start_time ?? 0,
        artifact_uri,
        lifecycle_stage: "active",
      },
      data: { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) },
      inputs: {},
    },
  };
}

async function update(call: Call, said: Said<(typeof UpdateRun)["fields"]>): Promise<object> {
  const { node, assertions } = updateRun(said);
  await toldRun(call, said.run_id, node, assertions);
  const { run } = JSON.parse(await ask(call, "run", { run_id: said.run_id })) as {
    readonly run: { readonly info: object };
  };
  return { run_info: run.info };
}

async function hide(call: Call, run_id: string, assert: "hide" | "unhide"): Promise<object> {
  // The record takes it of whatever has a name: a run that others only name, as their parent, is refused here.
  await ask(call, "run", { run_id });
  await submit(call, [{ assert, id: runNode(run_id) }], {}, (error) => error);
  return {};
}

async function deleteTag(
  call: Call,
  { run_id, key }: Said<(typeof DeleteRunTag)["fields"]>,
): Promise<object> {
  const { run } = JSON.parse(await ask(call, "run", { run_id })) as RunTags;
  if (run.info.lifecycle_stage === "deleted") throw notActive("run", run_id);
  if (!run.data.tags.some((tag) => tag.key === key))
    throw notFound(`No tag with name: ${key} in run with id ${run_id}`);
  const id = runNode(run_id);
  await toldRun(call, run_id, id, [{ assert: "node", id, props: { tags: { [key]: null } } }]);
  return {};
}

interface RunTags {
  readonly run: {
    readonly info: { readonly lifecycle_stage: string };
    readonly data: { readonly tags: readonly { readonly key: string }[] };
  };
}
