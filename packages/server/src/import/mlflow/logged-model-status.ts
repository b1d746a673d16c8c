import { STATUSES } from "../../intake/mlflow/logged-models/logged-model.ts";
import type { Field } from "../field.ts";

/** The name of a status that MLflow keeps as a number. */
export function statusOf(field: Field): string {
  const number = field.number() ?? 0;
  return Object.hasOwn(STATUSES, number) ? STATUSES[number as keyof typeof STATUSES] : STATUSES[0];
}
