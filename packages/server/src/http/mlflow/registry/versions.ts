import { type Assertion, MLFLOW_TAGS, type NodeId, parentOf, parseId } from "@begat/core";
import { safePath } from "../../../intake/mlflow/artifacts/path.ts";
import type { Field, Message, Said } from "../../../intake/mlflow/message.ts";
import { alreadyExists, invalidParameter } from "../../../intake/mlflow/refusals.ts";
import {
  CreateVersion,
  createVersion,
  DeleteVersionTag,
  MoveVersion,
  SearchVersions,
  stageOf,
  UpdateVersion,
  VersionFile,
  VersionName,
  type VersionOrigin,
  VersionTag,
} from "../../../intake/mlflow/registry/model-version.ts";
import { checkModelTag } from "../../../intake/mlflow/registry/registered-model.ts";
import { checkPromptSource, checkSource, isLocal } from "../../../intake/mlflow/registry/source.ts";
import { tagMembers } from "../../../intake/mlflow/tracking/tag.ts";
import type { Node } from "../../../store/port/nodes.ts";
import type { Call, Route } from "../../route.ts";
import { type Placed, sendFile } from "../artifacts/download.ts";
import { ask, tell } from "../ask.ts";
import { endpoint, fixed } from "../endpoint.ts";
import { featuresOf } from "../logged-models/features.ts";
import { cursor, pageSize } from "../paging.ts";
import { submit } from "../submit.ts";
import { deleteTag, setTag } from "../tags.ts";

const ROOT = "/mlflow/model-versions";
const MAX_VERSIONS = 200_000;
const ROUNDS = 20;

/** The endpoints of versions of registered models. */
export const VERSION_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "POST",
    path: `${ROOT}/create`,
    scope: "write",
    summary: "Make a version of a registered model",
    message: CreateVersion,
    handler: create,
  }),
  ...endpoint({
    method: "GET",
    path: `${ROOT}/get`,
    scope: "read",
    summary: "A version of a registered model",
    message: VersionName,
    handler: (call, said) => tell(call, "model-version", said),
  }),
  ...endpoint({
    method: "GET",
    path: `${ROOT}/search`,
    scope: "read",
    summary: "Versions that pass a filter",
    message: SearchVersions,
    handler: (call, said) =>
      tell(call, "model-versions", {
        filter: said.filter ?? "",
        order_by: said.order_by,
        max_results: pageSize(said.max_results, 10_000, MAX_VERSIONS),
        ...cursor(said.page_token),
      }),
  }),
  ...endpoint({
    method: "GET",
    path: `${ROOT}/get-download-uri`,
    scope: "read",
    summary: "Where the files of a version are",
    message: VersionName,
    handler: (call, said) => ask(call, "download-uri", said),
  }),
  ...["/model-versions/get-artifact", "/ajax-api/2.0/mlflow/model-versions/get-artifact"].map((url) =>
    fixed(url, {
      method: "GET",
      scope: "read",
      summary: "The bytes of a version's file",
      message: VersionFile,
      handler: async (call, { path, ...version }) =>
        sendFile(
          call,
          JSON.parse(await ask(call, "version-place", { ...version, path: safePath(path) })) as Placed,
        ),
    }),
  ),
  ...changing(
    "PATCH",
    "update",
    "Describe a version",
    UpdateVersion,
    async (_call, { id }, { description = "" }) => [
      { assert: "node", id, props: { description, last_update_time: Date.now() } },
    ],
  ),
  ...changing("DELETE", "delete", "Hide a version, and end its aliases", VersionName, remove),
  ...changing("POST", "transition-stage", "Move a version to a stage", MoveVersion, move),
  ...changing("POST", "set-tag", "Set a tag of a version", VersionTag, async (_call, node, said) => {
    checkModelTag(said.key, said.value);
    return setTag(node, said);
  }),
  ...changing(
    "DELETE",
    "delete-tag",
    "Remove a tag of a version",
    DeleteVersionTag,
    async (_call, node, said) => deleteTag(node, said),
  ),
];

type NamedFields = { readonly name: Field<string>; readonly version: Field<string> } & {
  readonly [name: string]: Field<unknown>;
};

/** An endpoint that changes a version, and answers it unless it is gone. */
function changing<F extends NamedFields>(
  method: Route["method"],
  verb: string,
  summary: string,
  message: Message<F>,
  change: (call: Call, node: Node, said: Said<F>) => Promise<readonly Assertion[]>,
): readonly Route[] {
  return endpoint({
    method,
    path: `${ROOT}/${verb}`,
    scope: "write",
    summary,
    message,
    handler: async (call, said) => {
      const { name, version } = said as { readonly name: string; readonly version: string };
      const node = JSON.parse(await ask(call, "version-node", { name, version })) as Node;
      const assertions = await change(call, node, said);
      if (assertions.length > 0) await submit(call, assertions, {}, (error) => error);
      return verb === "delete" ? {} : ask(call, "model-version", { name, version });
    },
  });
}

async function create(call: Call, said: Said<(typeof CreateVersion)["fields"]>): Promise<string> {
  const { name, source } = said;
  const args = {
    source,
    ...(said.run_id ? { run_id: said.run_id } : {}),
    ...(said.model_id ? { model_id: said.model_id } : {}),
  };
  for (const { key, value = "" } of said.tags) checkModelTag(key, value);
  const isPrompt = String(tagMembers(said.tags)[MLFLOW_TAGS.isPrompt]).toLowerCase() === "true";
  // What leads elsewhere is refused before anything is looked up by it.
  if (isPrompt) checkPromptSource(source);
  else if (!isLocal(source)) checkSource(source, undefined);
  const origin = JSON.parse(await ask(call, "version-origin", args)) as VersionOrigin;
  if (!isPrompt && isLocal(source)) checkSource(source, origin.artifact_uri ?? undefined);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = JSON.parse(await ask(call, "next-version", { name })) as {
      readonly model: string;
      readonly number: number;
    };
    const { node, files, assertions } = createVersion(said, next.model, next.number, origin, Date.now());
    const features = await featuresOf(call, node, files);
    const taken = await submit(call, [...assertions, ...features], { absent: [node] }, (error) => error).then(
      () => false,
      (error) => {
        // Another client made a version of that number meanwhile.
        if (error.details?.id === node && error.code === "conflict") return true;
        throw error;
      },
    );
    if (!taken) return ask(call, "model-version", { name, version: String(next.number) });
  }
  throw alreadyExists(`Model Version creation error (name=${name}). Giving up after ${ROUNDS} attempts.`);
}

/** What happens to a version is a change of its model too. */
function touched(version: NodeId, now: number): Assertion {
  const model = parentOf(parseId(version)) as NodeId;
  return { assert: "node", id: model, props: { last_update_time: now } };
}

async function remove(
  call: Call,
  { id }: Node,
  said: Said<(typeof VersionName)["fields"]>,
): Promise<readonly Assertion[]> {
  const { model_version } = JSON.parse(await ask(call, "model-version", said)) as Aliased;
  const of = parentOf(parseId(id)) as NodeId;
  return [
    { assert: "hide", id },
    ...model_version.aliases.map((name) => ({ assert: "pointer", name, of, to: null }) as const),
    touched(id, Date.now()),
  ];
}

interface Aliased {
  readonly model_version: { readonly aliases: readonly string[] };
}

async function move(
  call: Call,
  { id }: Node,
  said: Said<(typeof MoveVersion)["fields"]>,
): Promise<readonly Assertion[]> {
  const { name, version, archive_existing_versions: archive = false } = said;
  const stage = stageOf(said.stage);
  if (archive && stage !== "Staging" && stage !== "Production") {
    throw invalidParameter(
      "Model version transition cannot archive existing model versions because " +
        `'${stage}' is not an Active stage. Valid stages are ['Staging', 'Production']`,
    );
  }
  const now = Date.now();
  const others = archive
    ? (JSON.parse(await ask(call, "version-siblings", { name, version, stage })) as readonly string[])
    : [];
  const at = (of: string, current_stage: string) =>
    ({ assert: "node", id: of, props: { current_stage, last_update_time: now } }) as const;
  return [at(id, stage), ...others.map((other) => at(other, "Archived")), touched(id, now)];
}
