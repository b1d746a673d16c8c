import { type Assertion, BegatError } from "@begat/core";
import type { Field, Message, Said } from "../../../intake/mlflow/message.ts";
import { alreadyExists } from "../../../intake/mlflow/refusals.ts";
import { stageOf } from "../../../intake/mlflow/registry/model-version.ts";
import {
  CreateModel,
  checkAlias,
  checkModelName,
  checkModelTag,
  createModel,
  DeleteModelTag,
  LatestVersions,
  ModelAlias,
  ModelName,
  ModelTag,
  REGISTERED_MODEL,
  RenameModel,
  SearchModels,
  SetModelAlias,
  UpdateModel,
} from "../../../intake/mlflow/registry/registered-model.ts";
import type { Node } from "../../../store/port/nodes.ts";
import type { Call, Route } from "../../route.ts";
import { ask, tell } from "../ask.ts";
import { endpoint } from "../endpoint.ts";
import { cursor, pageSize } from "../paging.ts";
import { submit } from "../submit.ts";
import { deleteTag, setTag } from "../tags.ts";

const ROOT = "/mlflow/registered-models";

/** The endpoints of registered models. */
export const MODEL_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "POST",
    path: `${ROOT}/create`,
    scope: "write",
    summary: "Register a model",
    message: CreateModel,
    handler: create,
  }),
  ...endpoint({
    method: "GET",
    path: `${ROOT}/get`,
    scope: "read",
    summary: "A registered model",
    message: ModelName,
    handler: (call, { name }) => tell(call, "registered-model", { name }),
  }),
  ...endpoint({
    method: "GET",
    path: `${ROOT}/search`,
    scope: "read",
    summary: "Registered models that pass a filter",
    message: SearchModels,
    handler: (call, said) =>
      tell(call, "registered-models", {
        filter: said.filter ?? "",
        order_by: said.order_by,
        max_results: pageSize(said.max_results, 100, 1000),
        ...cursor(said.page_token),
      }),
  }),
  ...(["GET", "POST"] as const).flatMap((method) =>
    endpoint({
      method,
      path: `${ROOT}/get-latest-versions`,
      scope: "read",
      summary: "The newest version of each stage",
      message: LatestVersions,
      handler: (call, { name, stages }) =>
        tell(call, "latest-versions", { name, stages: stages.map(stageOf) }),
    }),
  ),
  ...changing(
    "POST",
    "rename",
    "Give a registered model another name",
    RenameModel,
    ({ id, props }, said) => {
      const name = checkModelName(said.new_name, "new_name");
      return [
        { assert: "node", id, props: { name, last_update_time: Date.now() } },
        ...(props.name === undefined
          ? []
          : [{ assert: "unalias", scheme: REGISTERED_MODEL, value: said.name, of: id } as const]),
        { assert: "alias", scheme: REGISTERED_MODEL, value: name, of: id },
      ];
    },
  ),
  ...changing(
    "PATCH",
    "update",
    "Describe a registered model",
    UpdateModel,
    ({ id }, { description = "" }) => [
      { assert: "node", id, props: { description, last_update_time: Date.now() } },
    ],
  ),
  ...endpoint({
    method: "DELETE",
    path: `${ROOT}/delete`,
    scope: "write",
    summary: "Hide a registered model and its versions",
    message: ModelName,
    handler: remove,
  }),
  ...changing("POST", "set-tag", "Set a tag of a registered model", ModelTag, (node, said) => {
    checkModelTag(said.key, said.value);
    return setTag(node, said);
  }),
  ...changing("DELETE", "delete-tag", "Remove a tag of a registered model", DeleteModelTag, deleteTag),
  ...endpoint({
    method: "GET",
    path: `${ROOT}/alias`,
    scope: "read",
    summary: "The version that an alias stands for",
    message: ModelAlias,
    handler: (call, { name, alias }) => tell(call, "version-by-alias", { name, alias }),
  }),
  ...endpoint({
    method: "POST",
    path: `${ROOT}/alias`,
    scope: "write",
    summary: "Let an alias stand for a version",
    message: SetModelAlias,
    handler: async (call, { name, alias, version }) => {
      checkAlias(alias);
      const { id: of } = await modelNode(call, name);
      const { id: to } = JSON.parse(await ask(call, "version-node", { name, version })) as Node;
      return said(call, [{ assert: "pointer", name: alias, of, to }]);
    },
  }),
  ...endpoint({
    method: "DELETE",
    path: `${ROOT}/alias`,
    scope: "write",
    summary: "Remove an alias",
    message: ModelAlias,
    handler: async (call, { name, alias }) => {
      const { id: of } = await modelNode(call, name);
      return said(call, [{ assert: "pointer", name: alias, of, to: null }]);
    },
  }),
];

type NamedFields = { readonly name: Field<string> } & { readonly [name: string]: Field<unknown> };

/** An endpoint that changes a registered model, and answers it. */
function changing<F extends NamedFields>(
  method: Route["method"],
  verb: string,
  summary: string,
  message: Message<F>,
  change: (node: Node, said: Said<F>) => readonly Assertion[],
): readonly Route[] {
  return endpoint({
    method,
    path: `${ROOT}/${verb}`,
    scope: "write",
    summary,
    message,
    handler: async (call, told) => {
      const { name } = told as { readonly name: string };
      const node = await modelNode(call, name);
      const { new_name = name } = told as { readonly new_name?: string };
      await said(call, change(node, told), new_name);
      return ask(call, "registered-model", { name: new_name });
    },
  });
}

async function modelNode(call: Call, name: string): Promise<Node> {
  return JSON.parse(await ask(call, "model-node", { name })) as Node;
}

/** Records what was said of a model; `name` is the one that another model may have already. */
async function said(call: Call, assertions: readonly Assertion[], name = ""): Promise<object> {
  if (assertions.length > 0) {
    await submit(call, assertions, {}, (error) => {
      return error.code === "conflict"
        ? alreadyExists(`Registered Model (name=${name}) already exists.`)
        : error;
    });
  }
  return {};
}

async function create(call: Call, told: Said<(typeof CreateModel)["fields"]>): Promise<string> {
  const name = checkModelName(told.name);
  for (let again = 0; ; again++) {
    const { node, assertions } = createModel({ ...told, name }, Date.now(), again);
    try {
      await submit(call, assertions, { absent: [node] }, (error) => error);
      return ask(call, "registered-model", { name });
    } catch (error) {
      if (!(error instanceof BegatError) || error.code !== "conflict") throw error;
      // The node of that name may be a model that was renamed or deleted since.
      if (error.details.id !== node || (await isRegistered(call, name)))
        throw alreadyExists(`Registered Model (name=${name}) already exists.`);
    }
  }
}

async function isRegistered(call: Call, name: string): Promise<boolean> {
  return modelNode(call, name).then(
    () => true,
    () => false,
  );
}

async function remove(call: Call, { name }: { readonly name: string }): Promise<object> {
  const { id, props } = await modelNode(call, name);
  const unnamed =
    props.name === undefined
      ? []
      : [{ assert: "unalias", scheme: REGISTERED_MODEL, value: name, of: id } as const];
  const versions = JSON.parse(await ask(call, "versions-of", { name })) as readonly string[];
  return said(call, [
    { assert: "hide", id },
    ...unnamed,
    ...versions.map((version) => ({ assert: "hide", id: version }) as const),
  ]);
}
