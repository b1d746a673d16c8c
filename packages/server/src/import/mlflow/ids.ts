import { formatId, type Kind, type NodeId } from "@begat/core";
import type { MlflowExperiment } from "./store.ts";

/** The experiment by its name; by its number where the name cannot be an id. */
export function experimentId({ id, name }: MlflowExperiment): NodeId {
  return idOf("Experiment", name) ?? formatId({ kind: "Experiment", name: id });
}

export function runId(id: string): NodeId {
  return formatId({ kind: "Run", name: id });
}

/** The node of a name; undefined when there is none or no id can be made of it. */
export function idOf(kind: Kind, name: string | undefined): NodeId | undefined {
  if (name === undefined || name === "") return undefined;
  try {
    return formatId({ kind, name });
  } catch {
    return undefined;
  }
}
