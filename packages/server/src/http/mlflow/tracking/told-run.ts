import type { Assertion, BegatError, NodeId } from "@begat/core";
import { runNotFound } from "../../../intake/mlflow/names.ts";
import { invalidParameter } from "../../../intake/mlflow/refusals.ts";
import type { Call } from "../../route.ts";
import { ask } from "../ask.ts";
import { isHidden, isMissing, notActive, submit } from "../submit.ts";

/** Records more of a run, which must be there and active. */
export async function toldRun(
  call: Call,
  runId: string,
  node: NodeId,
  assertions: readonly Assertion[],
): Promise<void> {
  // A change says at least one thing.
  const said = assertions.length > 0 ? assertions : [{ assert: "node", id: node, props: {} } as const];
  await submit(call, said, { live: [node] }, (error) => {
    if (isMissing(error, node)) return runNotFound(runId);
    if (isHidden(error, node)) return notActive("run", runId);
    return paramOf(error) === undefined ? error : paramChanged(call, runId, error, assertions);
  });
}

const PARAMS = "params.";

function paramOf({ code, details }: BegatError): string | undefined {
  const { field } = details;
  if (code !== "conflict" || typeof field !== "string" || !field.startsWith(PARAMS)) return undefined;
  return field.slice(PARAMS.length);
}

/** A param keeps its first value: MLflow's refusal of another one shows both. */
async function paramChanged(
  call: Call,
  run_id: string,
  error: BegatError,
  assertions: readonly Assertion[],
): Promise<BegatError> {
  const key = paramOf(error) as string;
  const { run } = JSON.parse(await ask(call, "run", { run_id })) as RunAnswer;
  const old = run.data.params.find((param) => param.key === key)?.value;
  const next = assertions
    .flatMap((item) => (item.assert === "node" ? [item.props.params] : []))
    .find(Boolean);
  const value = (next as Readonly<Record<string, unknown>> | undefined)?.[key];
  return invalidParameter(
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${old}' ` +
      `for run ID='${run_id}'. Attempted logging new value '${value}'.`,
  );
}

interface RunAnswer {
  readonly run: {
    readonly data: { readonly params: readonly { readonly key: string; readonly value: string }[] };
  };
}
