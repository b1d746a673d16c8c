import { type Assertion, formatId, type JsonValue, type NodeId, parentOf, parseId } from "@begat/core";
import { bool, int, list, Message, oneOf, required, text, texts } from "../message.ts";
import { runNode } from "../names.ts";
import { newId } from "../new-id.ts";
import { invalidParameter } from "../refusals.ts";
import { randomName } from "../tracking/random-name.ts";
import { Tag, type TagMessage, tagMembers } from "../tracking/tag.ts";

/** The alias of a logged model's MLflow id. */
export const LOGGED_MODEL = "mlflow.logged_model";

export const STATUSES = {
  0: "LOGGED_MODEL_STATUS_UNSPECIFIED",
  1: "LOGGED_MODEL_PENDING",
  2: "LOGGED_MODEL_READY",
  3: "LOGGED_MODEL_UPLOAD_FAILED",
} as const;

export const CreateLoggedModel = new Message({
  experiment_id: required(text),
  name: text,
  model_type: text,
  source_run_id: text,
  params: list(Tag),
  tags: list(Tag),
});

export const LoggedModelId = new Message({ model_id: required(text), allow_deleted: bool });
export const FinalizeLoggedModel = new Message({
  model_id: required(text),
  status: required(oneOf(STATUSES)),
});
export const LoggedModelTags = new Message({ model_id: required(text), tags: list(Tag) });
export const LoggedModelParams = new Message({ model_id: required(text), params: list(Tag) });
export const DeleteLoggedModelTag = new Message({ model_id: required(text), tag_key: required(text) });
export const LoggedModelFolder = new Message({ model_id: required(text), artifact_directory_path: text });
export const LoggedModelFile = new Message({ model_id: required(text), artifact_file_path: required(text) });

const OrderBy = new Message({
  field_name: required(text),
  ascending: bool,
  dataset_name: text,
  dataset_digest: text,
});
const DatasetFilter = new Message({ dataset_name: required(text), dataset_digest: text });

export const SearchLoggedModels = new Message({
  experiment_ids: texts,
  filter: text,
  datasets: list(DatasetFilter),
  max_results: int,
  order_by: list(OrderBy),
  page_token: text,
});

interface NewModel {
  readonly name: string | undefined;
  readonly model_type: string | undefined;
  readonly source_run_id: string | undefined;
  readonly params: readonly TagMessage[];
  readonly tags: readonly TagMessage[];
}

interface Within {
  readonly node: NodeId;
  readonly id: string;
  readonly artifactRoot: string;
}

const FORBIDDEN = /[/:.%"']/;

/** A model that a client begins to log at epoch milliseconds `now`: a version of a model of its experiment. */
export function createLoggedModel(said: NewModel, experiment: Within, now: number) {
  const name = said.name ?? randomName();
  if (name === "" || FORBIDDEN.test(name)) {
    throw invalidParameter(
      `Invalid model name ('${name}') provided. Model name must be a non-empty string and cannot contain the ` +
        `following characters: ('/', ':', '.', '%', '"', "'")`,
    );
  }
  const modelId = `m-${newId()}`;
  const node = loggedModelNode(experiment.node, name, modelId);
  const props = {
    name,
    model_id: modelId,
    experiment_id: experiment.id,
    status: "pending",
    artifact_uri: modelFolder(experiment.artifactRoot, modelId),
    last_update_time: now,
    ...optional("model_type", said.model_type),
    ...optional("source_run_id", said.source_run_id),
    ...(said.params.length === 0 ? {} : { params: tagMembers(said.params) }),
    ...(said.tags.length === 0 ? {} : { tags: tagMembers(said.tags) }),
  };
  const assertions: Assertion[] = [
    { assert: "node", id: node, props, at: new Date(now).toISOString() },
    // Not among the registered models: nobody has registered it.
    { assert: "node", id: parentOf(parseId(node)) as NodeId, props: { logged: true } },
    { assert: "alias", scheme: LOGGED_MODEL, value: modelId, of: node },
    ...(said.source_run_id ? [madeBy(node, said.source_run_id)] : []),
  ];
  return { modelId, node, assertions };
}

/** A logged model is a version of the model of its name in its experiment. */
export function loggedModelNode(experiment: NodeId, name: string, modelId: string): NodeId {
  return formatId({ kind: "ModelVersion", name: `${parseId(experiment).name}/${name}`, version: modelId });
}

/** Where the files of a logged model are, below the artifacts of its experiment. */
export function modelFolder(artifactRoot: string, modelId: string): string {
  return `${artifactRoot}/models/${modelId}/artifacts`;
}

function optional(name: string, value: string | undefined): { readonly [name: string]: JsonValue } {
  return value === undefined || value === "" ? {} : { [name]: value };
}

/** A run made a logged model, at a step of it. */
export function madeBy(model: NodeId, runId: string, step?: number): Assertion {
  return {
    assert: "edge",
    from: model,
    rel: "produced-by",
    to: runNode(runId),
    evidence: "reported",
    ...(step === undefined ? {} : { props: { step } }),
  };
}

/** The status as the record keeps it. */
export function statusProp(status: string): string {
  return status.replace("LOGGED_MODEL_", "").toLowerCase();
}
