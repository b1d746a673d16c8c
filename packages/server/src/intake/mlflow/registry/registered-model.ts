import { type Assertion, formatId, type NodeId } from "@begat/core";
import { int, list, Message, required, text, texts } from "../message.ts";
import { checkKey, checkLength, isUniquePath } from "../names.ts";
import { invalidParameter, missingValue } from "../refusals.ts";
import { Tag, type TagMessage, tagMembers } from "../tracking/tag.ts";
import { versionText } from "./model-version.ts";

/** The alias of a registered model's current name. */
export const REGISTERED_MODEL = "mlflow.registered_model";

export const CreateModel = new Message({ name: text, tags: list(Tag), description: text });
export const ModelName = new Message({ name: required(text) });
export const RenameModel = new Message({ name: required(text), new_name: text });
export const UpdateModel = new Message({ name: required(text), description: text });
export const ModelTag = new Message({ name: required(text), ...Tag.fields });
export const DeleteModelTag = new Message({ name: required(text), key: required(text) });
export const ModelAlias = new Message({ name: required(text), alias: required(text) });
export const SetModelAlias = new Message({
  name: required(text),
  alias: required(text),
  version: versionText,
});
export const LatestVersions = new Message({ name: required(text), stages: texts });
export const SearchModels = new Message({
  filter: text,
  max_results: int,
  order_by: texts,
  page_token: text,
});

const MAX_TAG = 100_000;

/** A new registered model at epoch milliseconds `now`. `again` counts the models that had its name before. */
export function createModel(
  said: {
    readonly name: string;
    readonly tags: readonly TagMessage[];
    readonly description: string | undefined;
  },
  now: number,
  again: number,
): { readonly node: NodeId; readonly assertions: readonly Assertion[] } {
  const { name, tags, description } = said;
  for (const { key, value = "" } of tags) checkModelTag(key, value);
  const node = formatId({ kind: "Model", name: again === 0 ? name : `${name}~${again + 1}` });
  const props = {
    name,
    last_update_time: now,
    ...(description ? { description } : {}),
    ...(tags.length === 0 ? {} : { tags: tagMembers(tags) }),
  };
  return {
    node,
    assertions: [
      { assert: "node", id: node, props, at: new Date(now).toISOString() },
      { assert: "alias", scheme: REGISTERED_MODEL, value: name, of: node },
    ],
  };
}

export function checkModelName(name: string | undefined, field = "name"): string {
  if (name === undefined || name.trim() === "") throw missingValue(field);
  if (/[/:]/.test(name))
    throw invalidParameter(`Invalid model name '${name}'. Names cannot contain '/' or ':'.`);
  if (!isUniquePath(name))
    throw invalidParameter(
      `Invalid value ${JSON.stringify(name)} for parameter '${field}' supplied: it must not be "." or "..".`,
    );
  checkLength(name, 256, field);
  return name;
}

export function checkModelTag(key: string, value = ""): void {
  checkKey(key, "key");
  checkLength(value, MAX_TAG, "value");
}

export function checkAlias(alias: string): void {
  checkLength(alias, 255, "Registered model alias name");
  if (!/^[\p{L}\p{N}_-]+$/u.test(alias)) {
    throw invalidParameter(
      `Invalid value ${JSON.stringify(alias)} for parameter 'alias' supplied: Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  }
  if (alias.toLowerCase() === "latest")
    throw invalidParameter("'latest' alias name (case insensitive) is reserved.");
  if (/^v\d+$/i.test(alias)) {
    throw invalidParameter(
      `Version alias name '${alias}' is reserved: "v" and digits are the version itself. Please use another alias.`,
    );
  }
}
