import { BegatError, type Change, type Receipt } from "@begat/core";
import type { Outcome } from "../store/port/append.ts";
import type { Call } from "./route.ts";

/** Records one change. Throws the refusal as the error that it is. */
export async function submitOne(call: Call, change: Change, strict = false): Promise<Receipt> {
  const outcomes = await call.deps.record.submit([change], call.caller.principal, { strict });
  return receiptOf(outcomes[0] as Outcome);
}

/** The receipt of an outcome. Throws the refusal as the error that it is. */
export function receiptOf(outcome: Outcome): Receipt {
  if (!("error" in outcome)) return outcome;
  const { code, message, details } = outcome.error;
  throw new BegatError(code, message, details);
}
