import type { Assertion, NodeId } from "@begat/core";
import { int, list, Message, oneOf, required, text, texts } from "../message.ts";
import { checkKey, checkLength } from "../names.ts";
import { invalidParameter } from "../refusals.ts";
import { DEFAULT_ID, DEFAULT_NAME, EXPERIMENT_ID, EXPERIMENT_NAME, newExperiment } from "./experiment-id.ts";
import { Tag, type TagMessage, tagMembers } from "./tag.ts";
import { VIEWS } from "./view.ts";

export const CreateExperiment = new Message({
  name: required(text),
  artifact_location: text,
  tags: list(Tag),
});

export const RenameExperiment = new Message({ experiment_id: required(text), new_name: required(text) });
export const ExperimentTag = new Message({ experiment_id: required(text), ...Tag.fields });
export const DeleteExperimentTag = new Message({ experiment_id: required(text), key: required(text) });
export const ExperimentId = new Message({ experiment_id: required(text) });
export const ExperimentName = new Message({ experiment_name: required(text) });

export const SearchExperiments = new Message({
  view_type: oneOf(VIEWS),
  max_results: int,
  filter: text,
  order_by: texts,
  page_token: text,
});

const MAX_NAME = 500;
const MAX_TAG = 20_000;

interface NewExperiment {
  readonly name: string;
  readonly artifact_location?: string | undefined;
  readonly tags: readonly TagMessage[];
}

/** Where an experiment's artifacts go when nobody says otherwise: to this server, under the experiment's id. */
function artifactRoot(id: string): string {
  return `mlflow-artifacts:/${id}`;
}

/** A new experiment at epoch milliseconds `now`; `again` as in `newExperiment`. */
export function createExperiment(
  said: NewExperiment,
  now: number,
  again = 0,
): { readonly id: string; readonly node: NodeId; readonly assertions: readonly Assertion[] } {
  checkExperimentName(said.name);
  for (const { key, value = "" } of said.tags) checkExperimentTag(key, value);
  const { node, id } = newExperiment(said.name, again);
  return { id, node, assertions: experimentAssertions(said, node, id, now) };
}

/** The experiment of runs that name none; the same whenever it is said. */
export function defaultExperiment(): readonly Assertion[] {
  const { node } = newExperiment(DEFAULT_NAME);
  return experimentAssertions({ name: DEFAULT_NAME, tags: [] }, node, DEFAULT_ID, undefined);
}

function experimentAssertions(
  { name, artifact_location, tags }: NewExperiment,
  node: NodeId,
  id: string,
  now: number | undefined,
): readonly Assertion[] {
  const props = {
    name,
    experiment_id: id,
    artifact_location:
      artifact_location === undefined || artifact_location === "" ? artifactRoot(id) : artifact_location,
    ...(now === undefined ? {} : { last_update_time: now }),
    ...(tags.length === 0 ? {} : { tags: tagMembers(tags) }),
  };
  return [
    { assert: "node", id: node, props, ...(now === undefined ? {} : { at: new Date(now).toISOString() }) },
    { assert: "alias", scheme: EXPERIMENT_ID, value: id, of: node },
    { assert: "alias", scheme: EXPERIMENT_NAME, value: name, of: node },
  ];
}

export function checkExperimentName(name: string): void {
  checkLength(name, MAX_NAME, "name");
  if (name.trim() === "" || name.includes("\0")) throw invalidParameter(`Invalid experiment name: '${name}'`);
}

export function checkExperimentTag(key: string, value = ""): void {
  checkKey(key, "key");
  checkLength(value, MAX_TAG, "value");
}

/** Gives an experiment another name; the old one is free again. */
export function renameExperiment(node: NodeId, from: string, to: string, now: number): readonly Assertion[] {
  return [
    { assert: "node", id: node, props: { name: to, last_update_time: now } },
    { assert: "unalias", scheme: EXPERIMENT_NAME, value: from, of: node },
    { assert: "alias", scheme: EXPERIMENT_NAME, value: to, of: node },
  ];
}

/** Hides an experiment, or shows it again. */
export function hideExperiment(node: NodeId, hidden: boolean, now: number): readonly Assertion[] {
  return [
    { assert: hidden ? "hide" : "unhide", id: node },
    { assert: "node", id: node, props: { last_update_time: now } },
  ];
}
