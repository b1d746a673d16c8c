import { BegatError, type NodeId } from "@begat/core";
import { defaultExperiment } from "../../../intake/mlflow/tracking/experiment.ts";
import { DEFAULT_ID } from "../../../intake/mlflow/tracking/experiment-id.ts";
import type { Node } from "../../../store/port/nodes.ts";
import type { HttpDeps } from "../../ports.ts";
import type { Call } from "../../route.ts";
import { ask } from "../ask.ts";
import { submit } from "../submit.ts";

/** What never changes of an experiment, so that it needs to be read once. */
export interface KnownExperiment {
  readonly node: NodeId;
  /** The one MLflow id of it, however it was asked for. */
  readonly id: string;
  readonly artifactRoot: string;
}

const MOST = 10_000;
const CACHES = new WeakMap<HttpDeps, Map<string, KnownExperiment>>();

/** The experiment of an MLflow id, for who asks. Throws MLflow's `not_found`. */
export async function knownExperiment(call: Call, id: string): Promise<KnownExperiment> {
  const cache = cacheOf(call.deps);
  const key = `${call.caller.principal} ${id}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const { id: node, props } = await readExperiment(call, id);
  const root = props.artifact_location;
  const own = typeof props.experiment_id === "string" ? props.experiment_id : id;
  const read = { node, id: own, artifactRoot: typeof root === "string" ? root : `mlflow-artifacts:/${id}` };
  if (cache.size >= MOST) cache.clear();
  cache.set(key, read);
  return read;
}

function cacheOf(deps: HttpDeps): Map<string, KnownExperiment> {
  const known = CACHES.get(deps);
  if (known !== undefined) return known;
  const cache = new Map<string, KnownExperiment>();
  CACHES.set(deps, cache);
  return cache;
}

/** The node of an experiment as it is now. The default one is made when something is first written about it. */
export async function readExperiment(call: Call, id: string): Promise<Node> {
  try {
    return await askExperiment(call, id);
  } catch (error) {
    if (!(error instanceof BegatError) || error.code !== "not_found" || id !== DEFAULT_ID) throw error;
    await ensureDefault(call);
    return askExperiment(call, id);
  }
}

async function askExperiment(call: Call, experiment_id: string): Promise<Node> {
  return JSON.parse(await ask(call, "experiment-node", { experiment_id })) as Node;
}

const DEFAULTS = new WeakMap<HttpDeps, Promise<unknown>>();

/** Makes the default experiment where there is none: it is there before any other. */
export async function ensureDefault(call: Call): Promise<void> {
  const made = DEFAULTS.get(call.deps) ?? submit(call, defaultExperiment(), {}, (error) => error);
  DEFAULTS.set(call.deps, made);
  await made.catch((error) => {
    DEFAULTS.delete(call.deps);
    throw error;
  });
}
