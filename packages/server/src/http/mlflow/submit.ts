import { type Assertion, BegatError, type NodeId, type Receipt } from "@begat/core";
import { invalidParameter } from "../../intake/mlflow/refusals.ts";
import type { Expectation, Outcome } from "../../store/port/append.ts";
import type { Call } from "../route.ts";

/** What the writer refused: its code and what it names. */
export type Refused = (error: BegatError) => BegatError | Promise<BegatError>;

/** Records what an MLflow client says. `refused` makes MLflow's words of a refusal. */
export async function submit(
  call: Call,
  assertions: readonly Assertion[],
  expects: Expectation,
  refused: Refused,
): Promise<Receipt> {
  const options = { strict: false, expects };
  const change = { source: "mlflow", assertions } as const;
  const [outcome] = (await call.deps.record.submit([change], call.caller.principal, options)) as [Outcome];
  if (!("error" in outcome)) return outcome;
  const { code, message, details } = outcome.error;
  throw await refused(new BegatError(code, message, details));
}

/** Whether a refusal says that a node is hidden. */
export function isHidden(error: BegatError, id: NodeId): boolean {
  return error.details.field === "hidden" && error.details.id === id;
}

/** Whether a refusal says that a node is not there. */
export function isMissing(error: BegatError, id: NodeId): boolean {
  return error.code === "not_found" && error.details.id === id;
}

/** MLflow's refusal to change what was deleted. */
export function notActive(what: "experiment" | "run", id: string): BegatError {
  return invalidParameter(`The ${what} ${id} must be in the 'active' state. Current state is deleted.`);
}
