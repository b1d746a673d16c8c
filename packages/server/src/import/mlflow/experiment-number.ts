import { BegatError } from "@begat/core";
import { EXPERIMENT_ID, newExperiment } from "../../intake/mlflow/tracking/experiment-id.ts";
import type { ImportCall } from "../importer.ts";
import { experimentId } from "./ids.ts";
import type { MlflowExperiment } from "./store.ts";

/**
 * The id of an experiment for MLflow's clients: the one it had, unless another experiment has it here already, as when
 * two servers count from 1; then the one that the MLflow wire gives an experiment of that name.
 */
export async function experimentNumber(call: ImportCall, experiment: MlflowExperiment): Promise<string> {
  const holder = await holderOf(call, experiment.id);
  const isFree = holder === undefined || holder === experimentId(experiment);
  return isFree ? experiment.id : newExperiment(experiment.name).id;
}

/** The node that is found under a number; undefined without one, or without a record. */
async function holderOf(call: ImportCall, number: string): Promise<string | undefined> {
  try {
    const begat = await call.record();
    return (await begat.node(`${EXPERIMENT_ID}:${number}`)).id;
  } catch (error) {
    if (error instanceof BegatError && error.code === "not_found") return undefined;
    throw error;
  }
}
