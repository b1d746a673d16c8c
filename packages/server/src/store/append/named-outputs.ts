import { isObject, MAX_ASSERTIONS, type Props } from "@begat/core";
import type { NodeState } from "./state.ts";

/** As many outputs of one run become versions: what follows from a change is no more than a change may say itself. */
export const MOST_OUTPUTS = MAX_ASSERTIONS / 5;

type Run = Pick<NodeState, "kind" | "props">;

/**
 * The outputs that messages of a run named before its end, as names of versions by URI; undefined where there are none. Of more
 * than may become versions the first by URI, so that they are the same in any order of the messages.
 */
export function outputsOf(run: Run): Props | undefined {
  const outputs = namedBy(run);
  if (outputs === undefined || !hasTooManyOutputs(run)) return outputs;
  const first = Object.keys(outputs).sort().slice(0, MOST_OUTPUTS);
  return Object.fromEntries(first.map((uri) => [uri, outputs[uri]!]));
}

/** Whether a run named more outputs than may become versions. */
export function hasTooManyOutputs(run: Run): boolean {
  return Object.keys(namedBy(run) ?? {}).length > MOST_OUTPUTS;
}

function namedBy({ kind, props }: Run): Props | undefined {
  return kind === "JobRun" && isObject(props.outputs) ? props.outputs : undefined;
}
