import type { Field } from "../field.ts";
import type { MlflowModelVersion } from "./store.ts";

/** The stage that MLflow moves a version to when it is deleted; what it was is written over. */
const DELETED = "Deleted_Internal";

/** The stage of a version as a folder or a database keeps it. */
export function stageOf(field: Field): Pick<MlflowModelVersion, "stage" | "deleted"> {
  const stage = field.text();
  return stage === DELETED ? { stage: undefined, deleted: true } : { stage, deleted: false };
}
