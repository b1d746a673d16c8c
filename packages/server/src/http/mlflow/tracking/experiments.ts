import { resolve } from "node:path";
import { type Assertion, BegatError, type NodeId, parseId } from "@begat/core";
import type { Field, Message, Said } from "../../../intake/mlflow/message.ts";
import { alreadyExists, notFound } from "../../../intake/mlflow/refusals.ts";
import { checkArtifactLocation } from "../../../intake/mlflow/tracking/artifact-location.ts";
import {
  CreateExperiment,
  checkExperimentName,
  checkExperimentTag,
  createExperiment,
  DeleteExperimentTag,
  ExperimentId,
  ExperimentName,
  ExperimentTag,
  hideExperiment,
  RenameExperiment,
  renameExperiment,
  SearchExperiments,
} from "../../../intake/mlflow/tracking/experiment.ts";
import type { Node } from "../../../store/port/nodes.ts";
import type { Call, Route } from "../../route.ts";
import { ask, tell } from "../ask.ts";
import { endpoint } from "../endpoint.ts";
import { cursor, pageSize } from "../paging.ts";
import { isHidden, notActive, submit } from "../submit.ts";
import { deleteTag, setTag } from "../tags.ts";
import { ensureDefault, readExperiment } from "./known-experiment.ts";

/** The endpoints of experiments. */
export const EXPERIMENT_ROUTES: readonly Route[] = [
  ...endpoint({
    method: "POST",
    path: "/mlflow/experiments/create",
    scope: "write",
    summary: "Make an experiment",
    message: CreateExperiment,
    handler: async (call, said) => ({ experiment_id: await create(call, said) }),
  }),
  ...endpoint({
    method: "GET",
    path: "/mlflow/experiments/get",
    scope: "read",
    summary: "An experiment by its id",
    message: ExperimentId,
    handler: (call, { experiment_id }) => tell(call, "experiment", { experiment_id }),
  }),
  ...endpoint({
    method: "GET",
    path: "/mlflow/experiments/get-by-name",
    scope: "read",
    summary: "An experiment by its name",
    message: ExperimentName,
    handler: (call, { experiment_name }) => tell(call, "experiment-by-name", { experiment_name }),
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/experiments/search",
    scope: "read",
    summary: "Experiments that pass a filter",
    message: SearchExperiments,
    handler: searchExperiments,
  }),
  ...endpoint({
    method: "GET",
    path: "/mlflow/experiments/search",
    scope: "read",
    summary: "Experiments that pass a filter",
    message: SearchExperiments,
    handler: searchExperiments,
  }),
  ...changing("update", "Give an experiment another name", RenameExperiment, async (node, { new_name }) => {
    checkExperimentName(new_name);
    return renameExperiment(node.id, String(node.props.name ?? parseId(node.id).name), new_name, Date.now());
  }),
  ...changing("set-experiment-tag", "Set a tag of an experiment", ExperimentTag, async (node, said) => {
    checkExperimentTag(said.key, said.value);
    return setTag(node, said);
  }),
  ...changing(
    "delete-experiment-tag",
    "Remove a tag of an experiment",
    DeleteExperimentTag,
    async (node, said) => {
      const { key, experiment_id } = said;
      const assertions = deleteTag(node, said);
      if (assertions.length === 0)
        throw notFound(`No tag with name: ${key} in experiment with id ${experiment_id}`);
      return assertions;
    },
  ),
  ...endpoint({
    method: "POST",
    path: "/mlflow/experiments/delete",
    scope: "write",
    summary: "Hide an experiment and its runs",
    message: ExperimentId,
    handler: (call, { experiment_id }) => hide(call, experiment_id, true),
  }),
  ...endpoint({
    method: "POST",
    path: "/mlflow/experiments/restore",
    scope: "write",
    summary: "Show a hidden experiment and its runs again",
    message: ExperimentId,
    handler: (call, { experiment_id }) => hide(call, experiment_id, false),
  }),
];

/** An endpoint that changes an experiment, which must be active. */
function changing<
  F extends { readonly experiment_id: Field<string> } & { readonly [name: string]: Field<unknown> },
>(
  verb: string,
  summary: string,
  message: Message<F>,
  change: (node: Node, said: Said<F>) => Promise<readonly Assertion[]>,
): readonly Route[] {
  return endpoint({
    method: "POST",
    path: `/mlflow/experiments/${verb}`,
    scope: "write",
    summary,
    message,
    handler: async (call, said) => {
      const { experiment_id } = said as { readonly experiment_id: string };
      const node = await readExperiment(call, experiment_id);
      await submit(call, await change(node, said), { live: [node.id] }, (error) => {
        if (isHidden(error, node.id)) return notActive("experiment", experiment_id);
        return error.code === "conflict"
          ? alreadyExists(`Cannot rename experiment. ${error.message}`)
          : error;
      });
      return {};
    },
  });
}

function searchExperiments(
  call: Call,
  said: Said<(typeof SearchExperiments)["fields"]>,
): Promise<Uint8Array> {
  return tell(call, "experiments", {
    view: said.view_type ?? "ACTIVE_ONLY",
    max_results: pageSize(said.max_results, 1000, 50_000),
    filter: said.filter ?? "",
    order_by: said.order_by,
    ...cursor(said.page_token),
  });
}

interface RunsToHide {
  readonly runs: readonly NodeId[];
  readonly next?: string;
}

/** Hides or shows an experiment and every run of it, a page of runs at a time. */
async function hide(call: Call, experiment_id: string, hidden: boolean): Promise<object> {
  const node = await readExperiment(call, experiment_id);
  if (node.hidden === hidden) throw notFound(`No Experiment with id=${experiment_id} exists`);
  await submit(call, hideExperiment(node.id, hidden, Date.now()), {}, (error) => error);
  await hideRuns(call, node.id, hidden);
  return {};
}

/** Page by page, and then again from the start for runs that came meanwhile, until there is none. */
async function hideRuns(call: Call, experiment: NodeId, hidden: boolean): Promise<void> {
  const assert = hidden ? "hide" : "unhide";
  let page: RunsToHide = { runs: [] };
  for (let isAgain = false; ; isAgain ||= page.next === undefined) {
    page = JSON.parse(
      await ask(call, "runs-to-hide", { experiment, hidden, ...cursor(page.next) }),
    ) as RunsToHide;
    if (page.runs.length === 0 && isAgain) return;
    if (page.runs.length === 0) continue;
    await submit(
      call,
      page.runs.map((id) => ({ assert, id })),
      {},
      (error) => error,
    );
  }
}

/** A relative path is one of the server's folder, as for MLflow's own server; clients go where it says. */
function located<S extends { readonly artifact_location: string | undefined }>(said: S): S {
  const { artifact_location: at = "" } = said;
  return at === "" || at.includes(":") ? said : { ...said, artifact_location: resolve(at) };
}

async function create(call: Call, given: Said<(typeof CreateExperiment)["fields"]>): Promise<string> {
  checkArtifactLocation(given.artifact_location ?? "");
  const said = located(given);
  await ensureDefault(call);
  for (let again = 0; ; again++) {
    const { id, node, assertions } = createExperiment(said, Date.now(), again);
    try {
      await submit(call, assertions, { absent: [node] }, (error) => error);
      return id;
    } catch (error) {
      // The node of that name may be an experiment that was renamed since.
      if (!(error instanceof BegatError) || error.details.id !== node) throw nameTaken(error, said.name);
      if (await isNamed(call, said.name)) throw nameTaken(error, said.name);
    }
  }
}

async function isNamed(call: Call, experiment_name: string): Promise<boolean> {
  return ask(call, "experiment-by-name", { experiment_name }).then(
    () => true,
    () => false,
  );
}

function nameTaken(error: unknown, name: string): unknown {
  if (!(error instanceof BegatError) || error.code !== "conflict") return error;
  return alreadyExists(`Experiment '${name}' already exists.`);
}
