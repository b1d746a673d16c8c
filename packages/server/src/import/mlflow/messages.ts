import { MLFLOW_TAGS, type NodeId } from "@begat/core";
import { EXPERIMENT_ID, EXPERIMENT_NAME } from "../../intake/mlflow/tracking/experiment-id.ts";
import { type Finding, fault, left, message } from "../importer.ts";
import type { Kept } from "./artifacts.ts";
import { experimentId, idOf, runId } from "./ids.ts";
import { inputsOf, namesOf } from "./input-messages.ts";
import type { CarriedModel } from "./logged-model-messages.ts";
import { featureMessages } from "./signature.ts";
import type { MlflowExperiment, MlflowModel, MlflowModelVersion, MlflowPoint, MlflowRun } from "./store.ts";
import { filesOf, type VersionFiles } from "./version-files.ts";

const POINTS_AT_ONCE = 10_000;
/** The user of a run that MLflow's client knew none of. */
const NOBODY = "unknown";
/** The stage of a version that was given none. */
const NO_STAGE = "None";

/** An experiment and the names that MLflow knows it by; `number` is its id for MLflow's clients of this record. */
export function* experimentMessages(experiment: MlflowExperiment, number: string): Generator<Finding> {
  const { id, name, tags, artifactLocation, createdAt } = experiment;
  const place = `experiment ${id}`;
  const node = experimentId(experiment);
  // New runs of it store their files here, so that where the old ones were is no longer its artifact_location.
  const props = {
    experiment_id: number,
    ...(artifactLocation !== undefined && { imported_from: artifactLocation }),
  };
  yield message(place, "node", { id: node, name, tags, props, at: createdAt });
  yield message(place, "alias", { scheme: EXPERIMENT_ID, value: number, of: node });
  yield message(place, "alias", { scheme: EXPERIMENT_NAME, value: name, of: node });
  if (experiment.deleted) yield message(place, "hide", { id: node, hidden: true });
}

/** A run with everything but its metrics. */
export function* runMessages(
  experiment: MlflowExperiment,
  run: MlflowRun,
  artifacts: readonly Kept[],
): Generator<Finding> {
  const place = `run ${run.id}`;
  const { tags } = run;
  const commit = tags[MLFLOW_TAGS.commit];
  const read = inputsOf(runId(run.id), run);
  yield* read.findings;
  yield message(place, "run", {
    run_id: runId(run.id),
    experiment: experimentId(experiment),
    name: run.name ?? tags[MLFLOW_TAGS.runName],
    status: run.status.toLowerCase(),
    started_at: run.startTime,
    ended_at: run.endTime,
    params: run.params,
    tags,
    commit: /^[0-9a-f]{7,64}$/.test(commit ?? "") ? commit : undefined,
    agent: idOf("Agent", tags[MLFLOW_TAGS.user] ?? (run.user === NOBODY ? undefined : run.user)),
    parent: idOf("Run", tags[MLFLOW_TAGS.parentRun]),
    artifacts: artifacts.length === 0 ? undefined : artifacts,
    inputs: read.inputs,
    props: { ...read.props, ...(run.user !== undefined && { user_id: run.user }) },
    names: namesOf(read),
  });
  if (run.deleted) yield message(place, "hide", { id: runId(run.id), hidden: true });
}

/** The history of a run's metrics, in pieces. What is read of it is kept when the rest cannot be. */
export async function* pointMessages(
  { id }: MlflowRun,
  metrics: Iterable<AsyncIterable<MlflowPoint>>,
): AsyncGenerator<Finding> {
  const place = `run ${id}`;
  const say = (points: readonly MlflowPoint[]) => message(place, "run", { run_id: runId(id), points });
  let piece: MlflowPoint[] = [];
  for (const points of metrics) {
    try {
      for await (const point of points) {
        piece.push(point);
        if (piece.length < POINTS_AT_ONCE) continue;
        yield say(piece);
        piece = [];
      }
    } catch (error) {
      yield fault(place, error);
    }
  }
  if (piece.length > 0) yield say(piece);
}

/** A registered model, its versions, and where its aliases stand; `logged` are the logged models by their ids. */
export function* modelMessages(
  model: MlflowModel,
  logged: ReadonlyMap<string, CarriedModel>,
): Generator<Finding> {
  const place = `model ${model.name}`;
  const node = idOf("Model", model.name);
  if (node === undefined) {
    yield fault(place, `no id can be made of the name ${JSON.stringify(model.name)}`);
    return;
  }
  const { name, description, tags } = model;
  yield message(place, "node", { id: node, name, description: description || undefined, tags });
  for (const version of model.versions) yield* versionMessages(place, node, version, logged);
  for (const [alias, version] of Object.entries(model.aliases)) {
    yield message(`${place}, alias ${alias}`, "pointer", {
      of: node,
      name: alias,
      to: `${node}:v${version}`,
    });
  }
}

function* versionMessages(
  place: string,
  model: NodeId,
  said: MlflowModelVersion,
  logged: ReadonlyMap<string, CarriedModel>,
): Generator<Finding> {
  const id = `${model}:v${said.version}` as NodeId;
  const at = `${place}, version ${said.version}`;
  if (said.deleted) {
    // MLflow has written over what it was; its number is not used again.
    yield message(at, "model-version", { id, props: { number: Number(said.version) }, at: said.createdAt });
    yield message(at, "hide", { id, hidden: true });
    return;
  }
  const files = filesOf(said, logged);
  yield versionMessage(id, `${model}, version ${said.version}`, said, files);
  if (files.origin !== undefined) yield* featureMessages(at, id, files.origin.signature);
  if (files.left !== undefined) yield left(at, files.left);
}

function versionMessage(
  id: NodeId,
  place: string,
  said: MlflowModelVersion,
  { source, storage, loggedModel, origin }: VersionFiles,
): Finding {
  const { version, stage, description, createdAt } = said;
  const made = said.runId === undefined || said.runId === "" ? undefined : said.runId;
  const maker = made ?? origin?.sourceRun;
  return message(place, "model-version", {
    id,
    location: said.source,
    description: description || undefined,
    tags: said.tags,
    props: {
      number: Number(version),
      ...(source !== undefined && { source }),
      ...(made !== undefined && { run_id: made }),
      ...(stage !== undefined && stage !== NO_STAGE && { current_stage: stage }),
      ...(origin !== undefined && { logged_model: loggedModel }),
      ...(storage !== undefined && { storage_location: storage }),
    },
    produced_by: maker === undefined ? undefined : runId(maker),
    derived_from: origin === undefined ? undefined : [origin.node],
    at: createdAt,
  });
}
