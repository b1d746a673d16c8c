import type { Assertion, NodeId } from "@begat/core";
import { safePath } from "../../../intake/mlflow/artifacts/path.ts";
import {
  CreateLoggedModel,
  createLoggedModel,
  DeleteLoggedModelTag,
  FinalizeLoggedModel,
  LoggedModelFile,
  LoggedModelFolder,
  LoggedModelId,
  LoggedModelParams,
  LoggedModelTags,
  SearchLoggedModels,
  statusProp,
} from "../../../intake/mlflow/logged-models/logged-model.ts";
import type { Said } from "../../../intake/mlflow/message.ts";
import { checkListed } from "../../../intake/mlflow/names.ts";
import { invalidParameter, notFound } from "../../../intake/mlflow/refusals.ts";
import { tagMembers } from "../../../intake/mlflow/tracking/tag.ts";
import type { Call, Route } from "../../route.ts";
import { type Placed, sendFile } from "../artifacts/download.ts";
import { ask, tell } from "../ask.ts";
import { endpoint } from "../endpoint.ts";
import { cursor, pageSize } from "../paging.ts";
import { isHidden, notActive, submit } from "../submit.ts";
import { knownExperiment } from "../tracking/known-experiment.ts";
import { MAX_EXPERIMENTS } from "../tracking/search.ts";
import { featuresOf } from "./features.ts";
import { loggedModelNode } from "./known-model.ts";

const ROOT = "/mlflow/logged-models";
const ONE = `${ROOT}/{model_id}`;

/** The endpoints of logged models. */
export const LOGGED_MODEL_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "POST",
    path: ROOT,
    scope: "write",
    summary: "Begin to log a model",
    message: CreateLoggedModel,
    handler: create,
  }),
  ...endpoint({
    method: "POST",
    path: `${ROOT}/search`,
    scope: "read",
    summary: "Logged models of some experiments that pass a filter",
    message: SearchLoggedModels,
    handler: search,
  }),
  ...endpoint({
    method: "GET",
    path: ONE,
    scope: "read",
    summary: "A logged model",
    message: LoggedModelId,
    handler: (call, { model_id, allow_deleted = false }) =>
      tell(call, "logged-model", { model_id, allow_deleted }),
  }),
  ...endpoint({
    method: "PATCH",
    path: ONE,
    scope: "write",
    summary: "Say that a model was logged, or that it failed",
    message: FinalizeLoggedModel,
    handler: async (call, { model_id, status }) => {
      const props = { status: statusProp(status), last_update_time: Date.now() };
      const uri = await artifactUriOf(call, model_id);
      const features = await featuresOf(call, await loggedModelNode(call, model_id), uri);
      await told(call, model_id, (id) => [{ assert: "node", id, props }, ...features]);
      return ask(call, "logged-model", { model_id });
    },
  }),
  ...endpoint({
    method: "DELETE",
    path: ONE,
    scope: "write",
    summary: "Hide a logged model",
    message: LoggedModelId,
    handler: (call, { model_id }) => told(call, model_id, (id) => [{ assert: "hide", id }]),
  }),
  ...endpoint({
    method: "PATCH",
    path: `${ONE}/tags`,
    scope: "write",
    summary: "Set tags of a logged model",
    message: LoggedModelTags,
    handler: (call, { model_id, tags }) =>
      told(call, model_id, (id) => [{ assert: "node", id, props: { tags: tagMembers(tags) } }]),
  }),
  ...endpoint({
    method: "DELETE",
    path: `${ONE}/tags/{tag_key}`,
    scope: "write",
    summary: "Remove a tag of a logged model",
    message: DeleteLoggedModelTag,
    handler: deleteTag,
  }),
  ...endpoint({
    method: "POST",
    path: `${ONE}/params`,
    scope: "write",
    summary: "Log params of a logged model",
    message: LoggedModelParams,
    handler: (call, { model_id, params }) =>
      told(call, model_id, (id) => [{ assert: "node", id, props: { params: tagMembers(params) } }]),
  }),
  ...endpoint({
    method: "GET",
    path: `${ONE}/artifacts/directories`,
    scope: "read",
    summary: "The files of a logged model's folder",
    message: LoggedModelFolder,
    handler: (call, { model_id, artifact_directory_path = "" }) =>
      tell(call, "list-model-folder", { model_id, path: safePath(artifact_directory_path) }),
  }),
  ...endpoint({
    method: "GET",
    path: `${ONE}/artifacts/files`,
    scope: "read",
    summary: "The bytes of a logged model's file",
    message: LoggedModelFile,
    handler: async (call, { model_id, artifact_file_path }) => {
      const args = { model_id, path: safePath(artifact_file_path) };
      return sendFile(call, JSON.parse(await ask(call, "model-place", args)) as Placed);
    },
  }),
];

async function create(call: Call, said: Said<(typeof CreateLoggedModel)["fields"]>): Promise<string> {
  const experiment = await knownExperiment(call, said.experiment_id);
  const { modelId, assertions } = createLoggedModel(said, experiment, Date.now());
  await submit(call, assertions, { live: [experiment.node] }, (error) => {
    return isHidden(error, experiment.node) ? notActive("experiment", said.experiment_id) : error;
  });
  return ask(call, "logged-model", { model_id: modelId });
}

/** Records more of a logged model that is there. */
async function told(
  call: Call,
  modelId: string,
  assertions: (node: NodeId) => readonly Assertion[],
): Promise<object> {
  const node = await loggedModelNode(call, modelId);
  await submit(call, assertions(node), { live: [node] }, (error) => {
    return isHidden(error, node) ? notFound(`Logged model with ID '${modelId}' not found.`) : error;
  });
  return {};
}

interface ModelAnswer {
  readonly model: {
    readonly info: { readonly artifact_uri: string; readonly tags: readonly { readonly key: string }[] };
  };
}

async function artifactUriOf(call: Call, model_id: string): Promise<string> {
  return (JSON.parse(await ask(call, "logged-model", { model_id })) as ModelAnswer).model.info.artifact_uri;
}

async function deleteTag(call: Call, said: Said<(typeof DeleteLoggedModelTag)["fields"]>): Promise<object> {
  const { model_id, tag_key } = said;
  const { model } = JSON.parse(await ask(call, "logged-model", { model_id })) as ModelAnswer;
  if (!model.info.tags.some(({ key }) => key === tag_key))
    throw notFound(`No tag with key '${tag_key}' found for model with ID '${model_id}'.`);
  return told(call, model_id, (id) => [{ assert: "node", id, props: { tags: { [tag_key]: null } } }]);
}

const MAX_DATASETS = 200;
const MAX_ORDERS = 10;

function search(call: Call, said: Said<(typeof SearchLoggedModels)["fields"]>): Promise<Uint8Array> {
  if (said.experiment_ids.length === 0) throw invalidParameter("experiment_ids must be a non-empty list.");
  checkListed("SearchLoggedModels", "experiment_ids", MAX_EXPERIMENTS, said.experiment_ids);
  checkListed("SearchLoggedModels", "datasets", MAX_DATASETS, said.datasets);
  checkListed("SearchLoggedModels", "order_by", MAX_ORDERS, said.order_by);
  return tell(call, "logged-models", {
    experiment_ids: said.experiment_ids,
    filter: said.filter ?? "",
    datasets: said.datasets,
    max_results: pageSize(said.max_results || undefined, 100, 1000),
    order_by: said.order_by,
    ...cursor(said.page_token),
  });
}
