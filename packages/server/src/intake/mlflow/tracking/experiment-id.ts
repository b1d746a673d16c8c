import { createHash } from "node:crypto";
import { formatId, type NodeId } from "@begat/core";

/** The alias of an experiment's MLflow id, and the one of its current name. Both are unique. */
export const EXPERIMENT_ID = "mlflow.experiment";
export const EXPERIMENT_NAME = "mlflow.experiment_name";

/** What MLflow calls the experiment of runs that name none. */
export const DEFAULT_ID = "0";
export const DEFAULT_NAME = "Default";

const DIGITS = 18;

/**
 * The node and the id of a new experiment. An experiment that was renamed keeps its node, so that a later one of the
 * same name has another: `again` counts those.
 */
export function newExperiment(name: string, again = 0): { readonly node: NodeId; readonly id: string } {
  const distinct = again === 0 ? name : `${name}~${again + 1}`;
  const id = digitsOf(distinct);
  try {
    return { node: formatId({ kind: "Experiment", name: distinct }), id };
  } catch {
    // A name such as "/Shared/x" is no id.
    return { node: formatId({ kind: "Experiment", name: id }), id };
  }
}

/** Digits alone, since clients and MLflow's filters take an experiment id for a number. */
function digitsOf(name: string): string {
  const number = createHash("sha256").update(name).digest().readBigUInt64BE() % 10n ** BigInt(DIGITS);
  return number.toString().padStart(DIGITS, "1");
}
