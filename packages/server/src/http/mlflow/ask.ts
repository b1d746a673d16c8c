import { answer } from "../answer.ts";
import type { Call } from "../route.ts";

/** Puts one of MLflow's questions to the readers; the answer is JSON text, for who goes on with it. */
export function ask(call: Call, query: string, args: object): Promise<string> {
  return call.deps.ask(nameOf(query), args, { principal: call.caller.principal });
}

/** The same for who asked: the bytes of the answer. */
export function tell(call: Call, query: string, args: object): Promise<Uint8Array> {
  return answer(call, nameOf(query), args);
}

function nameOf(query: string): string {
  return `mlflow.${query}`;
}
