import type { Call } from "../route.ts";

/** Puts one of MLflow's questions to the readers; the answer is JSON text. */
export function ask(call: Call, query: string, args: object): Promise<string> {
  return call.deps.ask(`mlflow.${query}`, args, { principal: call.caller.principal });
}
