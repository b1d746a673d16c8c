import { type Assertion, formatId, type JsonValue, MLFLOW_TAGS, type NodeId } from "@begat/core";
import { int, list, Message, oneOf, required, text } from "../message.ts";
import { runNode } from "../names.ts";
import { newId } from "../new-id.ts";
import { invalidParameter } from "../refusals.ts";
import { instantOf } from "./instant.ts";
import { randomName } from "./random-name.ts";
import { Tag, type TagMessage, tagMembers } from "./tag.ts";

export const CreateRun = new Message({
  experiment_id: text,
  user_id: text,
  run_name: text,
  start_time: int,
  tags: list(Tag),
});

const STATUSES = { 1: "RUNNING", 2: "SCHEDULED", 3: "FINISHED", 4: "FAILED", 5: "KILLED" } as const;

export const UpdateRun = new Message({
  run_id: required(text),
  status: oneOf(STATUSES),
  end_time: int,
  run_name: text,
});

export const RunId = new Message({ run_id: required(text) });
export const RunTag = new Message({ run_id: required(text), ...Tag.fields });
export const DeleteRunTag = new Message({ run_id: required(text), key: required(text) });

const OPENLINEAGE_PARENT = "openlineage.parent_run_id";

export interface RunMessage {
  readonly user_id: string | undefined;
  readonly run_name: string | undefined;
  readonly start_time: number | undefined;
  readonly tags: readonly TagMessage[];
}

/** A run of an experiment that begins, with the id and the name it is given. */
export function createRun(said: RunMessage, experiment: NodeId, artifactRoot: string) {
  const runId = newId();
  const tags = { [MLFLOW_TAGS.runName]: nameOf(said), ...tagMembers(said.tags) };
  const node = runNode(runId);
  const started_at = instantOf(said.start_time ?? 0, "start_time");
  const props = {
    name: String(tags[MLFLOW_TAGS.runName]),
    status: "running",
    started_at,
    user_id: said.user_id ?? "",
    artifact_uri: `${artifactRoot}/${runId}/artifacts`,
    tags,
  };
  const assertions: readonly Assertion[] = [
    { assert: "node", id: node, props, at: started_at },
    { assert: "edge", from: node, rel: "run-of", to: experiment, evidence: "reported" },
    ...tagEdges(node, tags),
  ];
  return { runId, node, props, assertions };
}

function nameOf({ run_name, tags }: RunMessage): string {
  const tag = tags.find(({ key }) => key === MLFLOW_TAGS.runName)?.value;
  const [name, tagged] = [run_name ?? "", tag ?? ""];
  if (name !== "" && tagged !== "" && name !== tagged) {
    throw invalidParameter(
      "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values " +
        `(run_name='${name}', mlflow.runName='${tagged}').`,
    );
  }
  return name || tagged || randomName();
}

/** What is new of a run: its status, its end, its name. */
export function updateRun({ run_id, status, end_time, run_name }: ReturnType<typeof UpdateRun.read>) {
  const node = runNode(run_id);
  const named = run_name === undefined || run_name === "" ? {} : nameProps(run_name);
  const props = {
    ...(status === undefined ? {} : { status: status.toLowerCase() }),
    ...(end_time === undefined ? {} : { ended_at: instantOf(end_time, "end_time") }),
    ...named,
  };
  return { node, assertions: [{ assert: "node", id: node, props }] satisfies Assertion[] };
}

function nameProps(name: string): { readonly [name: string]: JsonValue } {
  return { name, tags: { [MLFLOW_TAGS.runName]: name } };
}

/** The props that tags set, the run's name among them. */
export function tagProps(tags: { readonly [key: string]: JsonValue }): {
  readonly [name: string]: JsonValue;
} {
  const name = tags[MLFLOW_TAGS.runName];
  return name === undefined ? { tags } : { name, tags };
}

/** The edges that well-known tags stand for. */
export function tagEdges(run: NodeId, tags: { readonly [key: string]: JsonValue }): readonly Assertion[] {
  const edges: Assertion[] = [];
  const link = (rel: "part-of" | "at-commit" | "performed-by", to: NodeId | undefined) => {
    if (to !== undefined && to !== run)
      edges.push({ assert: "edge", from: run, rel, to, evidence: "reported" });
  };
  link("part-of", idOf("Run", tags[MLFLOW_TAGS.parentRun]));
  link("part-of", idOf("JobRun", tags[OPENLINEAGE_PARENT]));
  link("at-commit", commitOf(tags[MLFLOW_TAGS.commit]));
  link("performed-by", idOf("Agent", tags[MLFLOW_TAGS.user]));
  return edges;
}

/** The node that a tag names; undefined when its value can be none. */
function idOf(kind: "Run" | "JobRun" | "Agent", value: JsonValue | undefined): NodeId | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  try {
    return formatId({ kind, name: value });
  } catch {
    return undefined;
  }
}

function commitOf(value: JsonValue | undefined): NodeId | undefined {
  return typeof value === "string" && /^[0-9a-f]{7,64}$/.test(value) ? `commit:${value}` : undefined;
}
