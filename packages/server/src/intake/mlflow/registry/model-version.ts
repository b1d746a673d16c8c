import { type Assertion, type JsonValue, MLFLOW_TAGS, type NodeId, versionId } from "@begat/core";
import { withoutSecrets } from "@begat/core/naming";
import { bool, type Field, int, list, Message, required, text, texts } from "../message.ts";
import { runNode } from "../names.ts";
import { invalidParameter } from "../refusals.ts";
import { Tag, type TagMessage, tagMembers } from "../tracking/tag.ts";

export const CreateVersion = new Message({
  name: required(text),
  source: required(text),
  run_id: text,
  tags: list(Tag),
  run_link: text,
  description: text,
  model_id: text,
});
/** The name of a version in its model: a number, or what another client called it. */
export const versionText: Field<string> = {
  read(value, name) {
    const version = required(text).read(typeof value === "number" ? String(value) : value, name);
    if (/^[\w.-]{1,200}$/.test(version)) return version;
    throw invalidParameter(`Parameter 'version' must be an integer, got '${version.slice(0, 100)}'.`);
  },
};

export const VersionName = new Message({ name: required(text), version: versionText });
export const UpdateVersion = new Message({ ...VersionName.fields, description: text });
export const MoveVersion = new Message({
  ...VersionName.fields,
  stage: required(text),
  archive_existing_versions: bool,
});
export const VersionTag = new Message({ ...VersionName.fields, ...Tag.fields });
export const DeleteVersionTag = new Message({ ...VersionName.fields, key: required(text) });
export const SearchVersions = new Message({
  filter: text,
  max_results: int,
  order_by: texts,
  page_token: text,
});
export const VersionFile = new Message({ ...VersionName.fields, path: required(text) });

interface NewVersion {
  readonly name: string;
  readonly source: string;
  readonly run_id: string | undefined;
  readonly tags: readonly TagMessage[];
  readonly run_link: string | undefined;
  readonly description: string | undefined;
  readonly model_id: string | undefined;
}

/** What a version is made from. */
export interface VersionOrigin {
  readonly logged: NodeId | null;
  readonly artifact_uri: string | null;
  readonly run_id: string | null;
  readonly versions: string | null;
}

/** A version of a registered model at epoch milliseconds `now`, and where its files are. */
export function createVersion(
  said: NewVersion,
  model: NodeId,
  number: number,
  { logged, artifact_uri, run_id: maker, versions }: VersionOrigin,
  now: number,
): { readonly node: NodeId; readonly files: string; readonly assertions: readonly Assertion[] } {
  const id = versionId(model, `v${number}`);
  const source = shownSource(said.source, artifact_uri);
  const props: Record<string, JsonValue> = { source, number, last_update_time: now };
  const run = said.run_id || maker;
  const texts = {
    run_id: run,
    run_link: said.run_link,
    description: said.description,
    logged_model: said.model_id,
  };
  for (const [name, value] of Object.entries(texts)) if (value) props[name] = value;
  // What `models:/…` leads to does not change.
  if (said.source.startsWith("models:") && artifact_uri !== null) props.storage_location = artifact_uri;
  if (said.tags.length > 0) props.tags = tagMembers(said.tags);
  const edge = { assert: "edge", from: id, evidence: "reported" } as const;
  const assertions: readonly Assertion[] = [
    { assert: "node", id, props, at: new Date(now).toISOString() },
    { assert: "node", id: model, props: { last_update_time: now } },
    ...(run ? [{ ...edge, rel: "produced-by", to: runNode(run) } as const] : []),
    ...(logged === null ? [] : [{ ...edge, rel: "derived-from", to: logged } as const]),
    ...(logged === null || !said.model_id ? [] : [registered(logged, versions, said.name, number)]),
  ];
  const files = typeof props.storage_location === "string" ? props.storage_location : source;
  return { node: id, files, assertions };
}

/** A source without who signs in, unless clients are told that address of its run or logged model as well. */
function shownSource(source: string, owned: string | null): string {
  return owned !== null && source.startsWith(owned) ? source : withoutSecrets(source);
}

/** A logged model lists its registered versions in a tag, as Python writes JSON. */
function registered(logged: NodeId, versions: string | null, name: string, version: number): Assertion {
  const item = `{"name": ${JSON.stringify(name)}, "version": ${version}}`;
  const known = /^\[(.+)\]$/s.exec(versions ?? "")?.[1];
  const list = known === undefined ? `[${item}]` : `[${known}, ${item}]`;
  return { assert: "node", id: logged, props: { tags: { [MLFLOW_TAGS.modelVersions]: list } } };
}

const STAGES: Readonly<Record<string, string>> = {
  none: "None",
  staging: "Staging",
  production: "Production",
  archived: "Archived",
};

/** The one spelling of a stage. */
export function stageOf(stage: string): string {
  const known = Object.hasOwn(STAGES, stage.toLowerCase()) ? STAGES[stage.toLowerCase()] : undefined;
  if (known !== undefined) return known;
  throw invalidParameter(
    `Invalid Model Version stage: ${stage}. Value must be one of None, Staging, Production, Archived.`,
  );
}
